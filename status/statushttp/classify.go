package statushttp

import (
	"net/http"

	"github.com/statuscat/statuscat/status"
)

// Classify returns what resp means at a vendor. It reads the body only if the
// catalog has a case or a wait for this code that needs it, at most
// DefaultBodyLimit bytes, and puts it back: afterwards resp.Body reads as if nothing
// had happened. The read ends with the request's context; what has not arrived then
// counts as absent. resp must not be nil.
//
// It is Policy.Classify with the default settings.
func Classify(catalog *status.Catalog, resp *http.Response) Verdict {
	p := Policy{Catalog: catalog}
	return p.Classify(resp)
}

// Classify returns what resp means; see the function Classify.
func (p *Policy) Classify(resp *http.Response) (v Verdict) {
	p.classify(&v, resp)
	return v
}

// classify fills in v, which is zero, and returns how many attempts the vendor
// advises; 0 if it advises none.
func (p *Policy) classify(v *Verdict, resp *http.Response) (attempts int) {
	c := p.catalog()
	m := matcher{resp: resp, limit: p.bodyLimit()}
	row := c.Row(resp.StatusCode)
	v.Catalog, v.Code = p.Catalog, resp.StatusCode
	own, override := m.first(row.When), m.first(c.When)
	means := &row.Meaning
	if own != nil {
		v.Case, means = own.Name, &own.Meaning
	}
	var over status.Meaning
	if override != nil {
		v.VendorCase, over = override.Name, override.Over(*means)
		means = &over
	}
	v.Kind, v.Retry, v.Fault = means.Kind, means.Retry, means.Fault()
	wait := advice(c, v.Code, means, override)
	p.advise(v, &m, wait)
	return wait.Attempts
}

// advice returns the wait that counts: that of the meaning, or that of the vendor if
// nothing of the vendor's stands in it, since it is not retryable by itself or comes
// from a fallback.
func advice(c *status.Catalog, code int, means *status.Meaning, override *status.Case) *status.Wait {
	if means.Wait.IsZero() && (override != nil || !means.Retry.IsRetryable() || !c.IsDocumented(code)) {
		return &c.Wait
	}
	return &means.Wait
}
