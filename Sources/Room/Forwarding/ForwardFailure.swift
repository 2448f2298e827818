import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import WarRoom

/// Why an attempt came to nothing, in words with a cure. Neither the address's path nor a key is ever among them.
enum ForwardFailure {
    /// One sentence without a full stop, to stand after the other side's host and port.
    static func sentence(for error: any Error) -> String {
        switch error {
        case let error as IOError: words(of: error)
        case let error as NIOConnectionError: sentence(for: error)
        case let error as HTTPClientError: sentence(for: error)
        case let error as NIOSSLError: sentence(for: error)
        // The one thing that is read before there is a connection.
        case BoringSSLError.unknownError: unreadable
        case let error as BoringSSLError: sentence(for: error)
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: wrongName
        case is NIOSSLExtraError: noTLS
        case ChannelError.connectTimeout: tooSlow
        default: notHTTP
        }
    }

    private static let notHTTP = "no answer that is HTTP"
    private static let tooSlow = "no answer in \(Limits.forwardTime.spoken)"
    private static let closed = "the connection was closed before an answer came"
    private static let noTLS = "no TLS that both sides speak"
    private static let unreadable = "the file of its ca: cannot be read, or holds no certificate"
    // What was wrong with a certificate is not told apart.
    private static let notTrusted =
        "its certificate is not trusted here, or out of date: install its CA (Debian: /usr/local/share/ca-certificates, then update-ca-certificates) or name it as ca: beside the url, and start the room again; or have the certificate renewed"
    private static let wrongName =
        "its certificate is for another name: write the name that it is for into the url, or have one made for this name"

    private static func words(of error: IOError) -> String {
        String(cString: strerror(error.errnoCode)).lowercased()
    }

    private static func sentence(for error: NIOConnectionError) -> String {
        guard let last = error.connectionErrors.last?.error else { return "its name cannot be resolved here" }
        return last is NIOConnectionError ? "no connection" : sentence(for: last)
    }

    private static func sentence(for error: HTTPClientError) -> String {
        switch error {
        case .deadlineExceeded, .connectTimeout, .tlsHandshakeTimeout, .readTimeout, .writeTimeout,
            .getConnectionFromPoolTimeout:
            tooSlow
        case .remoteConnectionClosed: closed
        default: notHTTP
        }
    }

    private static func sentence(for error: NIOSSLError) -> String {
        switch error {
        case .handshakeFailed(let reason): sentence(for: reason)
        case .unableToValidateCertificate, .noCertificateToValidate: notTrusted
        case .noSuchFilesystemObject, .failedToLoadCertificate: unreadable
        case .uncleanShutdown: closed
        default: noTLS
        }
    }

    /// What the library says comes in words only, those of BoringSSL's list of reasons.
    private static func sentence(for error: BoringSSLError) -> String {
        let words = "\(error)"
        if words.contains("CERTIFICATE_VERIFY_FAILED") { return notTrusted }
        if words.contains("EOF") { return closed }
        if words.contains("WRONG_VERSION_NUMBER") { return "it does not speak TLS: is it http:// and not https://?" }
        return noTLS
    }
}
