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

// retryOf returns whether a request that ended in err can be retried. bare means
// that there is no response beside err.
func retryOf(err error, bare bool) status.Retry {
	switch {
	case hopeless(err):
		return status.RetryNever
	case bare && neverSent(err):
		return status.RetryAlways
	}
	return status.RetryIfIdempotent
}

// neverSent reports whether err says that no try of the request was sent.
// http.Client may have followed a redirection, so its error alone does not: the
// first response may have been that of a POST that took effect.
func neverSent(err error) bool {
	if mark, ok := errors.AsType[*unanswered](err); ok {
		return mark.unsent
	}
	return !is[*url.Error](err) && unsent(err)
}

// unanswered is the error of a request without a response, as [Policy.Transport]
// returns it: it records what a decision needs to know about the request.
type unanswered struct {
	error
	idempotent bool    // see Policy.IsIdempotent
	said       bool    // by the caller's word
	unsent     bool    // nothing of it was sent, and it follows no redirection
	overspent  *Policy // whose budget has no retry for it
}

func (e *unanswered) Unwrap() error { return e.error }

// Timeout is for http.Client, which asks.
func (e *unanswered) Timeout() bool {
	t, ok := e.error.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// mark returns err with what a decision needs to know about req. unsent means that
// err says that req was not sent.
func (p *Policy) mark(req *http.Request, err error, unsent bool) error {
	if _, ok := err.(tls.RecordHeaderError); ok {
		return err // http.Client looks for it, and without unwrapping
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

// unsent reports whether err says that a server did not get a request, or did not
// process it: there was no connection (no address, nobody listens, a handshake
// that took too long), a proxy failed to open the tunnel, or HTTP/2's server
// refused the stream or announced that it would shut down (RFC 9113, section 8.7).
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

// hopeless reports whether a retry would end in the same err. net/http has no
// types for some errors, so their texts decide. An exceeded deadline is not
// hopeless: it may have been that of the one try (http.Client's Timeout, a dial's).
func hopeless(err error) bool {
	if errors.Is(err, http.ErrSchemeMismatch) || unverified(err) {
		return true
	}
	text := textOf(err)
	return text == "Proxy Authentication Required" || text == "Forbidden" || // the response to CONNECT
		strings.HasPrefix(text, "stopped after") || strings.Contains(text, "unsupported protocol scheme") ||
		strings.Contains(text, "invalid header") || malformed(text) || strings.Contains(text, "tls: ") && strings.Contains(text, "certificate") ||
		strings.Contains(text, "certificate is not trusted")
}

// textOf returns the text of err without the address that http.Client's errors
// have in theirs, which can say anything.
func textOf(err error) string {
	if client, ok := errors.AsType[*url.Error](err); ok {
		err = client.Err
	}
	return err.Error()
}

// malformed reports whether http.Client and its transport found fault with the
// request itself.
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
