package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/statuscat/statuscat/status"
)

func (k *checker) limit(raw *rawLimit) status.Limit {
	l := status.Limit{
		Requests: raw.Requests.value, Per: raw.Per.value, Concurrent: raw.Concurrent.value, Code: k.parseCode(raw.Code),
		Criteria: k.criteria(rawCriteria(raw.Criteria)), By: k.by(raw.By), Remaining: k.headerName(raw.Remaining),
	}
	if raw.Reset.written() {
		l.Reset = k.source(&raw.Reset)
	}
	k.limitKeys(raw)
	k.contradictions(raw.Pos, "a limit", conditionsOf(l.Criteria))
	return l
}

// limitKeys checks that a limit has all keys of its sort, of which there are three.
func (k *checker) limitKeys(raw *rawLimit) {
	code := raw.Code.Pos
	sized := written{{"requests", raw.Requests.Pos}, {"per", raw.Per.Pos}, {"code", code}}
	concurrent := written{{"concurrent", raw.Concurrent.Pos}, {"code", code}}
	reported := written{{"remaining", raw.Remaining.Pos}, {"reset", raw.Reset.Pos}}
	_, size, _ := sized.split()
	_, report, _ := reported.split()
	_, beside, _ := slices.Concat(sized[:2], reported).split()
	sort := reported
	switch {
	case !raw.whole: // which is a mistake of its own
		return
	case raw.Concurrent.written() && len(beside) > 0:
		k.errorf(raw.Concurrent.Pos, "want concurrent in a limit of its own, have %s beside it; write two limits", And(beside))
		return
	case raw.Concurrent.written():
		sort = concurrent
	case len(size) == 0 && len(report) == 0:
		k.errorf(raw.Pos, "want requests, per and code, or concurrent and code, or remaining and reset in a limit; add one of these sets")
		return
	case len(size) > 0 && (len(report) == 0 || raw.Remaining.written()):
		sort = sized
	}
	if all, _, missing := sort.split(); len(missing) > 0 {
		k.errorf(raw.Pos, "want %s together in a limit; add %s", And(all), And(missing))
	} else if raw.Per.written() && raw.Per.value == 0 && !k.said(raw.Per.Pos) {
		k.errorf(raw.Per.Pos, "want a duration above zero for per, have 0s; write one such as 1h")
	}
}

// limitCodes checks the codes of a vendor's limits against its variants.
func (k *checker) limitCodes(v *Vendor) {
	var throttling []string
	for _, variant := range v.Variants {
		if throttles(variant) {
			throttling = append(throttling, strconv.Itoa(variant.Code))
		}
	}
	for i, l := range v.Limits {
		variant := v.Lookup(l.Code)
		if l.Code == 0 || k.badVendor || k.badCode || variant != nil && (throttles(variant) || variant.Kind == status.KindUnknown) {
			continue
		}
		have, fix := "which is not documented", "add it under codes"
		if variant != nil {
			have, fix = "of kind "+variant.Kind.String(), "add a case of that kind"
		}
		if len(throttling) > 0 {
			fix += ", or write " + Or(throttling[:min(len(throttling), maxListed)])
		}
		k.errorf(v.raw.Limits[i].Code.Pos, "want a code of kind %s or %s for a limit, have %d, %s; %s",
			status.KindRateLimited, status.KindQuotaExhausted, l.Code, have, fix)
	}
}

// throttles reports whether a code refuses for a limit, always or in some case.
func throttles(v *Variant) bool {
	return v.Kind.IsThrottled() || slices.ContainsFunc(v.When, func(c status.Case) bool { return c.Kind.IsThrottled() })
}

// byParts are the parts of a request that can name a bucket.
var byParts = []status.Part{status.PartMethod, status.PartHost, status.PartPath}

// by reads what names a bucket.
func (k *checker) by(raw many[rawBy]) []status.By {
	var list []status.By
	for _, r := range raw {
		one, pos := status.By{Part: status.PartHeader, Name: k.headerName(r.Header)}, r.Header.Pos
		if r.part.written() {
			known := mapped(byParts, status.Part.String)
			i := slices.Index(known, r.part.value)
			if i < 0 {
				k.errorf(r.part.Pos, "unknown by %q; want %s, or a header of the response as in {header: X-Bucket}%s",
					r.part.value, Or(known), Suggest(r.part.value, known))
				continue
			}
			one, pos = status.By{Part: byParts[i]}, r.part.Pos
		}
		if slices.Contains(list, one) && pos.written() {
			k.errorf(pos, "duplicate by %s; remove it", one)
		}
		list = append(list, one)
	}
	return list
}

// throttledBy reads what a meaning of that kind pauses.
func (k *checker) throttledBy(raw many[rawBy], kind status.Kind) []status.By {
	list := k.by(raw)
	if list != nil && !kind.IsThrottled() {
		have := fmt.Sprintf("kind %s", kind)
		if kind == status.KindUnknown {
			have = "no kind"
		}
		k.errorf(cmp.Or(raw[0].part.Pos, raw[0].Header.Pos), "want kind %s or %s beside by, have %s; remove by, or change the kind",
			status.KindRateLimited, status.KindQuotaExhausted, have)
	}
	return list
}
