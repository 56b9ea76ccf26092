package statushttp

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// retryOf returns whether a request that ended in err can be retried. bare says that
// there is no response beside err.
func retryOf(err error, bare bool) status.Retry {
	switch {
	case isPermanent(err):
		return status.RetryNever
	case bare && neverSent(err):
		return status.RetryAlways
	}
	return status.RetryIfIdempotent
}

// neverSent reports whether err says that no try of the request was sent. An error of
// http.Client does not: the client may have followed a redirection of a POST that took
// effect.
func neverSent(err error) bool {
	if mark, ok := errors.AsType[*unanswered](err); ok {
		return mark.unsent
	}
	return !is[*url.Error](err) && unsent(err)
}

// unanswered is the error that [Policy.Transport] returns if there is no response. It
// records what a decision needs to know about the request.
type unanswered struct {
	error
	idempotent bool    // see Policy.IsIdempotent
	said       bool    // the caller set idempotent
	unsent     bool    // no try was sent, and the request follows no redirection
	overspent  *Policy // whose budget has no retry for the request
}

func (e *unanswered) Unwrap() error { return e.error }

// Timeout reports whether the error is a timeout; http.Client calls it.
func (e *unanswered) Timeout() bool {
	t, ok := e.error.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// mark returns err with what a decision needs to know about req. unsent says that req was
// not sent.
func (p *Policy) mark(req *http.Request, err error, unsent bool) error {
	if _, ok := err.(tls.RecordHeaderError); ok {
		return err // http.Client looks for this type without unwrapping
	}
	_, said := wordOf[idempotentKey, bool](context.Background(), req)
	return &unanswered{
		error:      err,
		idempotent: p.IsIdempotent(req),
		said:       said,
		unsent:     unsent && req.Response == nil && !resent(req),
	}
}

// resent reports whether http.Transport may have retried req on a broken
// connection. If so, an error describes only the last try.
func resent(req *http.Request) bool {
	switch method(req) {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace:
		return true
	}
	return req.Header.Get("Idempotency-Key") != "" || req.Header.Get("X-Idempotency-Key") != ""
}

// unsent reports whether err says that a server did not receive or process a request:
// there was no connection (no address, no listener, a handshake that took too long), a
// proxy did not open the tunnel, or an HTTP/2 server refused the stream or announced that
// it would shut down (RFC 9113, section 8.7).
func unsent(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok {
		return op.Op == "dial" || op.Op == "proxyconnect" || op.Op == "socks connect"
	}
	if is[*net.DNSError](err) {
		return true
	}
	switch text := textOf(err); text {
	case "Bad Gateway", "Service Unavailable", "Gateway Timeout": // the response to CONNECT
		return true
	default:
		return strings.Contains(text, "TLS handshake timeout") ||
			strings.Contains(text, "REFUSED_STREAM") || strings.Contains(text, "graceful shutdown GOAWAY")
	}
}

// isPermanent reports whether a retry would end in the same err. net/http has no types
// for some errors, so their texts decide. An exceeded deadline is not permanent: it may
// be that of the single try (http.Client's Timeout, a dialer's).
func isPermanent(err error) bool {
	if errors.Is(err, http.ErrSchemeMismatch) || unverified(err) {
		return true
	}
	text := textOf(err)
	return text == "Proxy Authentication Required" || text == "Forbidden" || // the response to CONNECT
		strings.HasPrefix(text, "stopped after") || strings.Contains(text, "unsupported protocol scheme") ||
		strings.Contains(text, "invalid header") || malformed(text) || strings.Contains(text, "tls: ") && strings.Contains(text, "certificate") ||
		strings.Contains(text, "certificate is not trusted")
}

// textOf returns the text of err without the address that http.Client adds, which can
// contain anything.
func textOf(err error) string {
	if client, ok := errors.AsType[*url.Error](err); ok {
		err = client.Err
	}
	return err.Error()
}

// malformed reports whether text is an error of net/http about the request itself.
func malformed(text string) bool {
	text, ok := strings.CutPrefix(text, "http: ")
	return ok && (text == "no Host in request URL" || strings.HasPrefix(text, "nil Request.") ||
		strings.HasPrefix(text, "Request.") || strings.HasPrefix(text, "ContentLength="))
}

// unverified reports whether an error is about the server's certificate.
func unverified(err error) bool {
	return is[*tls.CertificateVerificationError](err) || is[x509.UnknownAuthorityError](err) || is[x509.HostnameError](err) ||
		is[x509.CertificateInvalidError](err) || is[x509.ConstraintViolationError](err) || is[x509.InsecureAlgorithmError](err) ||
		is[x509.SystemRootsError](err) || is[x509.UnhandledCriticalExtension](err)
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}
