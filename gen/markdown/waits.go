package markdown

import (
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// pause tells a wait behind a retry: "; wait at least 1s".
func pause(w status.Wait) string {
	if w.IsZero() {
		return ""
	}
	return "; wait " + duration(w)
}

// duration says how long to wait: "as header `Retry-After-Ms`
// (milliseconds) tells, otherwise 1m, at least 1s, at most 1h".
func duration(w status.Wait) string {
	var parts []string
	if told := sources(w); told != "" {
		parts = append(parts, told)
	}
	if w.Default != 0 {
		parts = append(parts, "otherwise "+status.Wait{Default: w.Default}.String())
	}
	if bounds := (status.Wait{Min: w.Min, Max: w.Max}).String(); bounds != "" {
		parts = append(parts, bounds)
	}
	return strings.Join(parts, ", ")
}

// sources says where an answer tells the wait.
func sources(w status.Wait) string {
	var list []string
	for _, s := range from(w) {
		list = append(list, source(s))
	}
	switch {
	case len(list) == 0:
		return ""
	case len(list) > 1 && w.Take == status.TakeLongest:
		return "as " + strings.Join(list, " and ") + " tell, whichever is longest"
	}
	return "as " + strings.Join(list, " or else ") + " tells"
}

// from returns the sources that are worth telling. A default is for answers
// that do not tell, so where the catalog names none, it brings in the one that
// counts then.
func from(w status.Wait) []status.WaitSource {
	if len(w.From) == 0 && w.Default != 0 {
		return standardSource
	}
	return w.From
}

// standardSource tells the wait where the catalog names no source: RFC 9110's
// header.
var standardSource = []status.WaitSource{{Header: "Retry-After", Unit: status.UnitRetryAfter}}

func source(s status.WaitSource) string {
	place := sample(s.Body) + " in the body"
	if s.Header != "" {
		place = "header " + sample(s.Header)
	}
	if s == standardSource[0] {
		return place // whose unit the legend tells
	}
	return place + " (" + units[s.Unit] + ")"
}

var units = map[status.Unit]string{
	status.UnitRetryAfter:        "seconds or a date",
	status.UnitSeconds:           "seconds",
	status.UnitMilliseconds:      "milliseconds",
	status.UnitEpochSeconds:      "a Unix time",
	status.UnitEpochMilliseconds: "a Unix time in milliseconds",
	status.UnitHTTPDate:          "a date",
	status.UnitDuration:          "a duration",
}

// waits returns every wait of a vendor.
func waits(v *spec.Vendor) []status.Wait {
	list := []status.Wait{everyWait(v)}
	for _, f := range v.When {
		list = append(list, f.Wait)
	}
	for _, variant := range v.Variants {
		list = append(list, variant.Wait)
		for _, f := range variant.When {
			list = append(list, f.Wait)
		}
	}
	return list
}

// waitLegend explains the waits that an answer tells, as far as the page has
// them.
func (r *reference) waitLegend() {
	used := map[status.Unit]bool{}
	for _, w := range waits(r.Vendor) {
		for _, s := range from(w) {
			used[s.Unit] = true
		}
	}
	if len(used) == 0 {
		return
	}
	about := "**Wait** says how long to wait before the retry: as long as the answer tells, but within the bounds."
	if used[status.UnitRetryAfter] {
		about += " `Retry-After` holds seconds or a date (" + cite("RFC 9110, section 10.2.3") + ")."
	}
	epoch := used[status.UnitEpochSeconds] || used[status.UnitEpochMilliseconds]
	if epoch || used[status.UnitRetryAfter] || used[status.UnitHTTPDate] {
		about += " A date or a Unix time is when the wait is over."
	}
	if used[status.UnitDuration] {
		about += " A duration is written like `1m30s`."
	}
	r.block(about)
}

// everyWait returns the wait on every code, complete with where an answer tells
// it.
func everyWait(v *spec.Vendor) status.Wait {
	w := v.Wait
	if !w.IsZero() && len(w.From) == 0 {
		w.From = standardSource
	}
	return w
}
