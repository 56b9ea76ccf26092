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
	if bounds := (status.Wait{Min: w.Min, Max: w.Max}).String(); bounds != "" {
		parts = append(parts, bounds)
	}
	return strings.Join(parts, ", otherwise ")
}

// sources says where an answer tells the wait.
func sources(w status.Wait) string {
	var list []string
	for _, s := range w.From {
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

func source(s status.WaitSource) string {
	place := sample(s.Body) + " in the body"
	if s.Header != "" {
		place = "header " + sample(s.Header)
	}
	if s.After != "" {
		place += " after " + sample(s.After)
	}
	if s == status.RetryAfter {
		return place // whose unit the legend tells
	}
	return place + " (" + s.Unit.String() + ")"
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
	used := make(map[status.Unit]bool)
	for _, w := range waits(r.Vendor) {
		for _, s := range w.From {
			used[s.Unit] = true
		}
	}
	if len(used) == 0 {
		return
	}
	about := "**Wait** says how long to wait before the retry: as long as the answer tells, and where it tells nothing within the bounds of a back-off."
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
	return v.Wait
}
