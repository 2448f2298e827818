import Documents
import Foundation

/// A file of certificates in PEM (RFC 7468).
enum CertificateFile {
    private static let begin = "-----BEGIN CERTIFICATE-----"
    private static let end = "-----END CERTIFICATE-----"

    /// What is wrong with a file, to stand after the key that names it; nil where it holds certificates, and nothing broken.
    static func problem(of path: String, in files: FileSource) -> String? {
        let bytes: [UInt8]
        do {
            bytes = try files.bytes(path)
        } catch {
            return error.description
        }
        guard bytes.count <= DocumentReader.bytesMax else {
            return "expected at most \(DocumentReader.bytesMax) bytes of certificates in \(path), found more"
        }
        let text = String(validating: bytes, as: UTF8.self) ?? ""
        let parts = text.components(separatedBy: begin).dropFirst()
        guard !parts.isEmpty else { return "expected certificates in PEM (\(begin)) in \(path), found none" }
        for (index, part) in parts.enumerated() where !isCertificate(part) {
            return "expected certificates in PEM in \(path), found number \(index + 1) broken"
        }
        return nil
    }

    /// Whether what follows a beginning is base64 of a DER sequence (X.690, 8.9) up to an end.
    private static func isCertificate(_ part: String) -> Bool {
        guard let end = part.range(of: end) else { return false }
        let text = part[..<end.lowerBound].filter { !$0.isWhitespace }
        return Data(base64Encoded: text)?.first == 0x30
    }
}
