package statustest

import (
	"slices"
	"time"

	"github.com/statuscat/statuscat/status"
)

// trial is one content of a wait source.
type trial struct {
	name  string
	value value
}

// waitPlan is a plan with contents of wait sources that must not be changed.
type waitPlan struct {
	plan
	fixed map[part]content
}

// waits returns the plans that try the wait sources of a plan's answer: each of
// them on its own, and then all at once. They may have lost the cases of
// the plan.
func waits(c *status.Catalog, p plan) []waitPlan {
	a, _ := p.render(Start)
	if !due(c, a).Retry.IsRetryable() {
		return nil
	}
	w := advice(c, a)
	from := sources(w)
	none := map[part]content{}
	for _, s := range from {
		none[partOf(s)] = nil
	}
	var all []waitPlan
	for _, s := range from {
		for _, trial := range trials(s, w) {
			try := p.with(none)
			try.name += ", " + s.Header + s.Body + " " + trial.name
			all = append(all, waitPlan{try, map[part]content{partOf(s): {trial.value}}})
		}
	}
	if together := allTell(from, w); together != nil {
		p.name += ", all sources tell"
		all = append(all, waitPlan{p, together})
	}
	return all
}

// findFixed finds the plan that triggers the cases of these numbers and
// still has the fixed contents.
func (t *trigger) findFixed(w waitPlan, i, j int) (plan, bool) {
	for at := range w.fixed {
		if t.locked[at] {
			return plan{}, false
		}
	}
	for at := range w.fixed {
		t.locked[at] = true
		defer delete(t.locked, at)
	}
	found, ok := t.find(w.with(w.fixed), i, j)
	for at, c := range w.fixed {
		ok = ok && slices.Equal(found.parts[at], c) // or what holds the field was emptied
	}
	return found, ok
}

func partOf(s status.WaitSource) part {
	if s.Header != "" {
		return part{inHeader, s.Header}
	}
	return part{inField, s.Body}
}

// telling returns what stands in a source that tells a wait. In a body, numbers
// are numbers.
func telling(s status.WaitSource, wait time.Duration) value {
	isText := s.Header != "" || s.Unit == status.UnitHTTPDate || s.Unit == status.UnitDuration
	return value{unit: s.Unit, after: wait, literal: !isText}
}

// trials returns what a wait source is tried with.
func trials(s status.WaitSource, w status.Wait) []trial {
	var all []trial
	add := func(name string, v value) { all = append(all, trial{name, v}) }
	if d := typical(s.Unit, w); d > 0 {
		add("tells", telling(s, d))
		if s.Unit == status.UnitRetryAfter {
			add("tells a date", value{unit: status.UnitHTTPDate, after: d.Truncate(time.Second)})
		}
	}
	if d := (w.Min / 2).Truncate(grain(s.Unit)); w.Min > 0 && (d > 0 || !isTime(s.Unit)) {
		add("tells too little", telling(s, d))
	}
	add("tells too much", telling(s, bound(w).Truncate(time.Second)+365*24*time.Hour))
	switch {
	case isTime(s.Unit):
		add("is in the past", telling(s, -time.Hour))
	case s.Unit == status.UnitDuration:
		add("is negative", value{text: "-1s"})
	default:
		add("is negative", value{text: "-1", literal: s.Header == ""})
	}
	if s.Unit == status.UnitRetryAfter {
		add("is in the past", value{unit: status.UnitHTTPDate, after: -time.Hour})
	}
	add("is no wait", value{text: "soon"})
	return all
}

// allTell lets all sources tell, each more than the one before; nil if there is
// one only, or no room for so many waits.
func allTell(from []status.WaitSource, w status.Wait) map[part]content {
	all := map[part]content{}
	for i, s := range from {
		d := typical(s.Unit, w) + time.Duration(i)*time.Second
		if d > bound(w) {
			return nil
		}
		all[partOf(s)] = content{telling(s, d)}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// typical returns a wait that a source can tell, within the bounds and not the
// default; 0 if there is none that is short to write.
func typical(unit status.Unit, w status.Wait) time.Duration {
	for _, d := range []time.Duration{2 * w.Min, 30 * time.Second, 7 * time.Second, time.Second, 100 * time.Millisecond, w.Min} {
		d = d.Truncate(grain(unit))
		if d > 0 && d >= w.Min && d <= bound(w) && d != w.Default {
			return d
		}
	}
	return 0
}

// grain is the finest step in which a source of a unit is made to tell.
func grain(unit status.Unit) time.Duration {
	if unit == status.UnitMilliseconds || unit == status.UnitEpochMilliseconds || unit == status.UnitDuration {
		return time.Millisecond
	}
	return time.Second
}

func isTime(unit status.Unit) bool {
	return unit == status.UnitEpochSeconds || unit == status.UnitEpochMilliseconds || unit == status.UnitHTTPDate
}
