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
)

// repeats reports whether a request that got no answer may be sent again.
func (p *Policy) repeats(ctx context.Context, err error) bool {
	if err == nil || hopeless(err) {
		return false
	}
	if mark, ok := errors.AsType[*unanswered](err); ok {
		return mark.unsent || mark.idempotent
	}
	if word, said := callersWord(ctx); said {
		return word
	}
	if client, ok := errors.AsType[*url.Error](err); ok {
		// It may have been redirected, so that no error tells that nothing was
		// sent: the first answer may have been that of a POST that took effect.
		return isIdempotent(strings.ToUpper(client.Op))
	}
	return unsent(err)
}

// unanswered is the error of a request without an answer, with what a decision
// about it has to know of the request. [Policy.Transport] makes it.
type unanswered struct {
	error
	idempotent bool // see Policy.IsIdempotent
	unsent     bool // nothing of it has left, and it follows no redirection
}

func (e *unanswered) Unwrap() error { return e.error }

// Timeout is for http.Client, which asks.
func (e *unanswered) Timeout() bool {
	t, ok := e.error.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// mark returns the error of a request without an answer, which may not have been
// sent.
func (p *Policy) mark(req *http.Request, err error, unsent bool) error {
	if _, ok := err.(tls.RecordHeaderError); ok {
		return err // http.Client looks for it, and without unwrapping
	}
	return &unanswered{
		error:      err,
		idempotent: p.IsIdempotent(req),
		unsent:     unsent && req.Response == nil && !resent(req),
	}
}

// resent reports whether http.Transport sends a request a second time on its
// own, where the connection breaks on which it was sent: then the last error
// tells nothing of the first time.
func resent(req *http.Request) bool {
	switch method(req) {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace:
		return true
	}
	return req.Header.Get("Idempotency-Key") != "" || req.Header.Get("X-Idempotency-Key") != ""
}

// unsent reports whether an error says that a transport had no connection to send
// a request on: no address, nobody who listens, a handshake that took too long.
func unsent(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok {
		return op.Op == "dial" || op.Op == "proxyconnect" || op.Op == "socks connect"
	}
	noAddress := is[*net.DNSError](err)
	return noAddress || strings.Contains(err.Error(), "TLS handshake timeout")
}

// hopeless reports whether a request without an answer ends the same way when it
// is sent again. net/http has no types for some of these, so their texts decide,
// as they do in the retry libraries. A deadline that passed is no reason: it may
// have been that of the one try (http.Client's Timeout, a dial's), and a
// caller's own is known from the caller's context.
func hopeless(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, ErrHeld) || errors.Is(err, http.ErrSchemeMismatch) || unverified(err) {
		return true
	}
	if client, ok := errors.AsType[*url.Error](err); ok {
		err = client.Err // the text of client has the address in it, which can say anything
	}
	text := err.Error()
	return strings.HasPrefix(text, "stopped after") || strings.Contains(text, "unsupported protocol scheme") ||
		strings.Contains(text, "invalid header") || malformed(text) || strings.Contains(text, "tls: ") && strings.Contains(text, "certificate") ||
		strings.Contains(text, "certificate is not trusted")
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
