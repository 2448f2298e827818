public import Canvas

/// Draws the model; total for every size from 1 × 1 on.
public func view(_ model: Model) -> Frame {
    var frame = Frame(size: model.size)
    let layout = model.layout
    guard layout.form != .tooSmall else {
        FloorScreen.draw(model, on: &frame)
        return frame
    }
    StatusLine.draw(model, in: layout.status, on: &frame)
    if !layout.banner.isEmpty { Banner.draw(model, in: layout.banner, on: &frame) }
    if model.view == nil {
        ConnectingScreen.draw(model, in: layout.body, on: &frame)
    } else {
        drawPanes(model, layout, on: &frame)
    }
    drawOverlay(model, on: &frame)
    if model.prompt != nil {
        PromptLine.draw(model, in: layout.footer, on: &frame)
    } else {
        Footer.draw(model, in: layout.footer, on: &frame)
    }
    return frame
}

private func drawPanes(_ model: Model, _ layout: Layout, on frame: inout Frame) {
    if layout.form == .tabs { Tabs.draw(model, layout, on: &frame) }
    let active = model.activePane
    if layout.hasBorders {
        var mask = BorderMask(size: frame.size)
        for pane in Pane.allCases { mask.box(layout.box(pane)) }
        mask.box(layout.box(active), focused: true)
        mask.draw(on: &frame, glyphs: model.glyphs)
    }
    if !layout.quiet.isEmpty { QuietScreen.draw(model, in: layout.quiet, on: &frame) }
    let isAlertsShown = layout.quiet.isEmpty || layout.form != .tabs
    if isAlertsShown, !layout.box(.alerts).isEmpty { AlertsPane.draw(model, layout, on: &frame) }
    if !layout.box(.responder).isEmpty { ResponderPane.draw(model, layout, on: &frame) }
    if !layout.box(.playbook).isEmpty { PlaybookPane.draw(model, layout, on: &frame) }
    if !layout.box(.timeline).isEmpty { TimelinePane.draw(model, layout, on: &frame) }
}

private func drawOverlay(_ model: Model, on frame: inout Frame) {
    switch model.overlay {
    case .help(let list): HelpOverlay.draw(list, model, on: &frame)
    case .detail(let detail): DetailOverlay.draw(detail, model, on: &frame)
    case .incidents(let list): IncidentsOverlay.draw(list, model, on: &frame)
    case .silences(let list): SilencesOverlay.draw(list, model, on: &frame)
    case nil: break
    }
}
