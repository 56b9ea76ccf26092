package statustest

import (
	"net/http"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Case is an answer that a vendor can give, and the verdict that is due.
type Case struct {
	// Name is the code, then the names of what applies: "403",
	// "403 secondary-limit", "500 any:do-not-retry" for a case of any
	// code. What tries a wait source says so behind a comma: "403, Retry-After
	// tells".
	Name     string
	Response *http.Response
	Want     statushttp.Verdict
}

// Start is the time at which every [Clock] starts, and the Date of the
// responses that Responses returns.
var Start = time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)

// Responses returns a case for every code that a catalog documents and every
// case of it; for every case of any code, on a code for which it
// makes a difference if there is one; and for every place that may tell the wait
// of one of these: it tells, it tells less or more than the catalog's bounds, or
// it holds something that tells nothing.
//
// The responses are complete and their own: bodies can be read, and headers
// changed. They are the same on every call, by code and then in the catalog's
// order. The verdicts are worked out from the catalog and not by package
// statushttp, and so is it that a response triggers what its case is for and
// nothing before that.
//
// Where no response can do so, or none that is found with a reasonable effort,
// the case is left out: a case that is never reached, say, or one that
// wants a body of a 204.
func Responses(catalog *status.Catalog) []Case {
	var cases []Case
	for _, p := range plans(catalog) {
		a, _ := p.render(Start)
		cases = append(cases, Case{p.name, a.response(catalog), due(catalog, a)})
	}
	return cases
}
