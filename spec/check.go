package spec

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// check holds the raw catalog against the rules that need more than one place
// of it, and builds the model. The model is whole only if nothing was reported.
func check(r *reporter, raw *rawCatalog) *Catalog {
	k := checker{reporter: r, catalog: raw.Catalog.value, vendors: map[string]int{}}
	c := &Catalog{Name: raw.Catalog.value, File: r.file, raw: raw}
	if c.Name != "" && !catalogName.MatchString(c.Name) {
		r.errorf(raw.Catalog.Pos, "catalog name %q; it takes lower-case letters, digits and hyphens, a letter first", c.Name)
	}
	for i, e := range raw.Vendors {
		if i == maxVendors {
			r.errorf(e.Pos, "vendor %q is one too many; a catalog has at most %d", e.key, maxVendors)
			panic(bailout{})
		}
		k.vendors[e.key] = i
		k.keys = append(k.keys, e.key)
		c.Vendors = append(c.Vendors, k.vendor(e))
	}
	k.names = make([]map[string]*Variant, len(c.Vendors))
	for i := range k.names {
		k.names[i] = map[string]*Variant{}
	}
	slices.SortStableFunc(raw.Codes, func(a, b *dictEntry[rawCode]) int { return cmp.Compare(a.key, b.key) })
	for _, e := range raw.Codes {
		if code := k.code(e, c.Vendors); code != nil {
			c.Codes = append(c.Codes, code)
		}
	}
	k.allow(raw.Allow)
	for _, v := range c.Vendors {
		v.catalog = c
		k.limits(v)
		k.allow(v.raw.Allow)
		for _, variant := range v.Variants {
			k.allow(variant.raw.Allow)
		}
	}
	for _, e := range raw.Codes {
		k.allow(e.value.Allow)
	}
	for i, v := range c.Vendors {
		if len(v.Variants) == 0 && len(r.list) == 0 {
			r.errorf(raw.Vendors[i].Pos, "vendor %q documents none of the codes", v.Key)
		}
	}
	return c
}

// maxVendors bounds the folders and files that outputs make of one catalog.
const maxVendors = 1000

var catalogName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

type checker struct {
	*reporter
	catalog string                // its name
	keys    []string              // of the vendors, in the order of the file
	vendors map[string]int        // their places in keys
	names   []map[string]*Variant // the constants' names, a map a vendor
}

func (k *checker) vendor(e *dictEntry[rawVendor]) *Vendor {
	if problem := packageNameProblem(k.catalog, e.key); problem != "" {
		k.errorf(e.Pos, "vendor %q "+problem, e.key)
	}
	raw := &e.value
	v := &Vendor{
		Key:      e.key,
		Name:     raw.Name.value,
		Version:  raw.Version.value,
		Overview: raw.Overview.value,
		Source:   raw.Source.value,
		Checked:  raw.Checked.value,
		Note:     raw.Note.value,
		Fallback: k.fallback(e.key, raw.Fallback),

		IdempotencyKey: k.headerName(raw.IdempotencyKey.word), IdempotencyBody: raw.IdempotencyKey.Body.value,
		Classes: make(map[status.Class]string, len(raw.Classes)),
		raw:     raw,
	}
	for _, entry := range raw.Classes {
		var class status.Class
		if err := class.UnmarshalText([]byte(entry.key)); err != nil || class == status.ClassUnknown {
			k.errorf(entry.Pos, "unknown class %q; the classes are 1xx to 5xx", entry.key)
		}
		v.Classes[class] = entry.value.value
	}
	v.Wait = k.wait(&raw.Wait, status.RetryUnknown, status.Wait{})
	v.ErrorBody = status.ErrorBody{Message: k.places(raw.ErrorBody.Message), Code: k.places(raw.ErrorBody.Code)}
	for i := range raw.Limits {
		v.Limits = append(v.Limits, k.limit(&raw.Limits[i]))
	}
	k.vendorCases(v)
	return v
}

// noFallback is written where nothing but the class decides.
const noFallback = "none"

// fallback reads the bundled vendors that give undocumented codes their meaning.
func (k *checker) fallback(key string, raw many[word]) []string {
	if len(raw) == 0 {
		raw = many[word]{{value: ianaKey}}
	}
	if len(raw) == 1 && raw[0].value == noFallback {
		return nil
	}
	var list []string
	for _, w := range raw {
		switch known := BundledKeys(); {
		case w.value == "": // which is a mistake of its own
		case w.value == noFallback:
			k.errorf(w.Pos, "%s stands alone", noFallback)
		case w.value == key && key != ianaKey:
			k.errorf(w.Pos, "%s cannot fall back to itself", key)
		case !slices.Contains(known, w.value):
			k.errorf(w.Pos, "unknown fallback %q; it is %s, or bundled vendors%s", w.value, noFallback, Suggest(w.value, known))
		case fallsBackTo(w.value, key, bundledFallback):
			k.errorf(w.Pos, "%s falls back to %s itself", w.value, key)
		case slices.Contains(list, w.value):
			k.errorf(w.Pos, "duplicate fallback %q", w.value)
		default:
			list = append(list, w.value)
		}
	}
	if key == ianaKey {
		return nil
	}
	return list
}

func (k *checker) code(e *dictEntry[rawCode], vendors []*Vendor) *Code {
	number, _ := strconv.Atoi(e.key)
	switch {
	case !e.plain || !plainCode.MatchString(e.key) || len(e.key) > 1 && e.key[0] == '0':
		k.errorf(e.Pos, "code %s is not written in plain digits", strconv.Quote(e.key))
		return nil
	case number < 100 || number > 999:
		k.errorf(e.Pos, "code %s is out of range; codes are 100 to 999", e.key)
		return nil
	}
	code := &Code{Number: number, Definition: e.value.Definition.value, Contrast: e.value.Contrast.value, raw: e}
	if e.value.Variants == nil || len(vendors) == 0 { // which is a mistake of its own
		return code
	}
	code.Variants = make([]*Variant, len(vendors))
	listed := make([]bool, len(vendors))
	documented := 0
	for _, entry := range e.value.Variants {
		place, declared := k.vendors[entry.key]
		if !declared {
			k.errorf(entry.Pos, "vendor %q is not declared%s", entry.key, Suggest(entry.key, k.keys))
			continue
		}
		listed[place] = true
		if entry.value.undocumented {
			continue
		}
		documented++
		code.Variants[place] = k.variant(code, vendors[place], &entry.value)
		vendors[place].Variants = append(vendors[place].Variants, code.Variants[place])
		k.name(place, code.Variants[place])
	}
	for place, ok := range listed {
		if !ok {
			k.errorf(e.Pos, "code %d lacks a variant for %s; write %s: %s where its reference says nothing of the code",
				number, k.keys[place], k.keys[place], undocumented)
		}
	}
	if documented == 0 && !slices.Contains(listed, false) {
		k.errorf(e.Pos, "no vendor documents code %d; leave it out", number)
	}
	return code
}

func (k *checker) variant(code *Code, vendor *Vendor, raw *rawVariant) *Variant {
	definition := raw.Definition
	if !definition.written() {
		definition = code.raw.value.Definition
	}
	v := &Variant{
		Info: status.Info{
			Code:       code.Number,
			Definition: definition.value,
			Meaning:    raw.meaning(),
		},
		Vendor: vendor,
		raw:    raw,
	}
	k.retry(v)
	v.Wait = k.wait(&raw.Wait, v.Retry, vendor.Wait)
	v.By = k.throttledBy(raw.By, v.Kind)
	k.cases(v)
	return v
}

// retry fills in the default and holds a departure from it against the rules.
func (k *checker) retry(v *Variant) {
	if v.Kind == status.KindUnknown {
		return
	}
	switch raw := v.raw; {
	case !raw.Retry.written():
		v.Retry = v.Kind.Retry()
	case v.Retry == status.RetryUnknown:
	case v.Retry == v.Kind.Retry():
		k.errorf(raw.Retry.Pos, "retry %s is what kind %s implies; leave it out", v.Retry, v.Kind)
	case !raw.Note.written():
		k.errorf(raw.Retry.Pos, "retry %s departs from kind %s, which implies %s; say why in a note",
			v.Retry, v.Kind, v.Kind.Retry())
	}
}

// wait reads a wait and completes it from base. There is none for what is not
// retried; RetryUnknown stands for a retry that is not known here.
func (k *checker) wait(raw *rawWait, retry status.Retry, base status.Wait) status.Wait {
	idle := retry != status.RetryUnknown && !retry.IsRetryable()
	switch {
	case raw.written() && idle:
		k.errorf(raw.Pos, "a wait on what is not retried; retry is %s", retry)
		fallthrough
	case idle:
		return status.Wait{}
	case !raw.written():
		return base
	}
	w := base
	w.Take = cmp.Or(raw.Take.value, base.Take)
	if raw.Min.written() {
		w.Min = raw.Min.value
	}
	if raw.Max.written() {
		w.Max = raw.Max.value
	}
	if raw.Attempts.written() {
		w.Attempts = raw.Attempts.value
	}
	if len(raw.From) > 0 {
		w.From = nil
		for i := range raw.From {
			w.From = append(w.From, k.source(&raw.From[i]))
		}
	}
	switch {
	case w.Max > 0 && w.Min > w.Max:
		k.errorf(firstWritten(raw.Min.Pos, raw.Max.Pos), "min %s is greater than max %s", w.Min, w.Max)
	case raw.Take.written() && !several(&w):
		k.errorf(raw.Take.Pos, "take chooses between several sources, and here is one")
	}
	return w
}

// several reports whether an answer can tell the wait in more than one place.
func several(w *status.Wait) bool {
	n := 0
	for range w.Sources() {
		n++
	}
	return n > 1
}

func (k *checker) source(raw *rawSource) status.WaitSource {
	places := 0
	for _, written := range []bool{raw.Header.written(), raw.Body.written(), raw.Refill.written()} {
		if written {
			places++
		}
	}
	switch {
	case places != 1:
		k.errorf(raw.Pos, "want exactly one of header, body and refill, have %d", places)
	case raw.Refill.written() && (raw.Unit.written() || raw.After.written()):
		k.errorf(raw.Pos, "refill is in seconds and takes neither unit nor after")
	case !raw.Refill.written() && !raw.Unit.written():
		k.errorf(raw.Pos, "unit is missing; want one of %s", strings.Join(words[status.Unit](), ", "))
	case raw.Field.written() && !raw.Header.written():
		k.errorf(raw.Field.Pos, "field is for a header")
	}
	return status.WaitSource{
		Header: k.headerName(raw.Header), Field: raw.Field.value, Body: raw.Body.value, After: raw.After.value, Unit: raw.Unit.value,
		Refill: status.Refill{Need: raw.Refill.Need.value, Have: raw.Refill.Have.value, Rate: raw.Refill.Rate.value},
		When:   k.criteria(raw.When.Criteria),
	}
}

// limit checks that each half of a limit is whole.
func (k *checker) limit(raw *rawLimit) status.Limit {
	l := status.Limit{
		Requests: raw.Requests.value, Per: raw.Per.value, Concurrent: raw.Concurrent.value,
		Criteria: k.criteria(rawCriteria(raw.Criteria)), By: k.by(raw.By), Remaining: k.headerName(raw.Remaining),
	}
	rate := raw.Requests.written() && raw.Per.written()
	switch {
	case raw.Concurrent.written() && (raw.Requests.written() || raw.Per.written() || raw.Remaining.written() || raw.Reset.written()):
		k.errorf(raw.Concurrent.Pos, "concurrent is a limit of its own; write another one beside it")
	case raw.Concurrent.written() && !raw.Code.written():
		k.errorf(raw.Pos, "a limit takes concurrent and code together")
	case raw.Concurrent.written():
	case (raw.Requests.written() || raw.Per.written() || raw.Code.written()) && !(rate && raw.Code.written()):
		k.errorf(raw.Pos, "a limit takes requests, per and code together")
	case raw.Per.written() && raw.Per.value == 0 && !k.said(raw.Per.Pos):
		k.errorf(raw.Per.Pos, "per is not above zero")
	case raw.Reset.written() && !raw.Remaining.written(), raw.Remaining.written() && !raw.Reset.written() && !rate:
		k.errorf(raw.Pos, "a limit takes remaining and reset together, or remaining beside requests and per")
	case !rate && !raw.Remaining.written():
		k.errorf(raw.Pos, "a limit without requests, per and code, or concurrent and code, or remaining and reset")
	}
	k.contradictions(raw.Pos, "a limit", conditionsOf(l.Criteria))
	if raw.Code.written() {
		l.Code = k.code3(raw.Code)
	}
	if raw.Reset.written() {
		l.Reset = k.source(&raw.Reset)
	}
	return l
}

// byParts are the parts of a request that can name a bucket.
var byParts = []status.Part{status.PartMethod, status.PartHost, status.PartPath}

// by reads what names a bucket.
func (k *checker) by(raw many[rawBy]) []status.By {
	var list []status.By
	for _, r := range raw {
		one, pos := status.By{Part: status.PartHeader, Name: k.headerName(r.Header)}, r.Header.Pos
		if r.part.written() {
			i := slices.Index(wordsOf(byParts), r.part.value)
			if i < 0 {
				k.errorf(r.part.Pos, "unknown by %q; want %s, or a header of the response as in {header: X-Bucket}%s",
					r.part.value, or(wordsOf(byParts)), Suggest(r.part.value, wordsOf(byParts)))
				continue
			}
			one, pos = status.By{Part: byParts[i]}, r.part.Pos
		}
		if slices.Contains(list, one) && pos.written() {
			k.errorf(pos, "duplicate by %s", one)
		}
		list = append(list, one)
	}
	return list
}

// throttledBy reads what a meaning of that kind pauses.
func (k *checker) throttledBy(raw many[rawBy], kind status.Kind) []status.By {
	list := k.by(raw)
	if list != nil && !kind.IsThrottled() {
		pos := firstWritten(raw[0].part.Pos, raw[0].Header.Pos)
		have := "have kind " + kind.String()
		if kind == status.KindUnknown {
			have = "have no kind"
		}
		k.errorf(pos, "want kind %s or %s beside by, %s", status.KindRateLimited, status.KindQuotaExhausted, have)
	}
	return list
}

// allow checks the ids of lint's rules.
func (k *checker) allow(list many[word]) {
	var known []string
	for _, r := range Rules() {
		known = append(known, r.ID)
	}
	for _, w := range list {
		if w.value != "" && !slices.Contains(known, w.value) {
			k.errorf(w.Pos, "lint has no rule %q%s", w.value, SuggestWord(w.value, known))
		}
	}
}

// limits holds the codes of a vendor's limits against what it documents.
func (k *checker) limits(v *Vendor) {
	for i, l := range v.Limits {
		if l.Code == 0 {
			continue
		}
		pos := v.raw.Limits[i].Code.Pos
		throttled := func(c status.Case) bool { return c.Kind.IsThrottled() }
		switch variant := v.Lookup(l.Code); {
		case variant == nil:
			k.errorf(pos, "code %d of a limit is not documented by %s", l.Code, v.Key)
		case variant.Kind != status.KindUnknown && !variant.Kind.IsThrottled() && !slices.ContainsFunc(variant.When, throttled):
			k.errorf(pos, "code %d of a limit is of kind %s; one that refuses for a limit is %s or %s",
				l.Code, variant.Kind, status.KindRateLimited, status.KindQuotaExhausted)
		}
	}
}

// code3 reads a code of three digits.
func (k *checker) code3(w word) int {
	code, err := strconv.Atoi(w.value)
	if w.value != "" && (err != nil || len(w.value) != 3 || code < 100) {
		k.errorf(w.Pos, "%q is no code; one has three digits, as 429", w.value)
		return 0
	}
	return code
}

func firstWritten(a, b Pos) Pos {
	if a.written() {
		return a
	}
	return b
}

// name gives the variant's constant its name, unlike every other of the vendor.
func (k *checker) name(place int, v *Variant) {
	pos := v.NamePos()
	switch v.GoName = v.raw.Name.value; {
	case v.raw.Name.written() && v.GoName == "":
		return
	case !v.raw.Name.written():
		if v.Definition == "" {
			return
		}
		v.GoName = GoName(v.Definition)
	}
	if problem := goNameProblem(v.GoName); problem != "" {
		from := ""
		if !v.raw.Name.written() {
			from = "; set another with name:"
		}
		k.errorf(pos, "constant name %q "+problem+"%s", v.GoName, from)
		return
	}
	shape := looks(v.GoName)
	if other := k.names[place][shape]; other != nil {
		as := "as"
		if v.GoName != other.GoName {
			as = "which looks like what"
		}
		k.errorf(pos, "code %d of %s has the constant name %s, %s code %d has on line %d; set another with name:",
			v.Code, v.Vendor.Key, v.GoName, as, other.Code, other.raw.Line)
		return
	}
	k.names[place][shape] = v
}
