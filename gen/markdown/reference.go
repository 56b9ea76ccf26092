package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// reference is the page of one vendor. Its methods return the parts.
type reference struct {
	page
	*spec.Vendor
	pkg  string      // the name of the Go package
	side *comparison // of this vendor with others; nil if there is none
}

func (r *reference) Package() string { return r.pkg }

// Top is the line under the title: the limits, and where the facts come from.
func (r *reference) Top() string {
	var items []string
	for _, l := range r.Limits {
		items = append(items, text(l.String()))
	}
	if r.IdempotencyBody != "" {
		items = append(items, "idempotency key "+code(r.IdempotencyBody)+" in the request's body")
	} else if r.IdempotencyKey != "" {
		items = append(items, "idempotency key "+code(r.IdempotencyKey))
	}
	if address := spec.Address(r.Source); address != "" {
		items = append(items, "[reference]("+destination(address)+")")
	} else if r.Source != "" {
		items = append(items, text(r.Source))
	}
	if r.Checked != "" {
		items = append(items, "checked "+r.Checked)
	}
	if len(r.When) > 0 {
		items = append(items, "[cases on every code](#on-every-code)")
	}
	legend := "#how-to-read-this-page"
	if r.side != nil {
		items = append(items, "[other vendors]("+r.to(r.side.file)+")")
		legend = r.to(r.side.file) + legend
	}
	return strings.Join(append(items, "[how to read this page]("+legend+")"), " · ")
}

// Alone reports whether the legend stands on this page, for want of one that
// compares vendors.
func (r *reference) Alone() bool { return r.side == nil }

// Codes is the table of all documented codes, in the order of their retries: always
// comes first.
func (r *reference) Codes() table {
	t := table{Head: []string{"Code", "Purpose", "Retry"}}
	list := slices.Clone(r.Variants)
	slices.SortStableFunc(list, func(a, b *spec.Variant) int { return int(mostHopeful(b)) - int(mostHopeful(a)) })
	for _, v := range list {
		name := "**" + strconv.Itoa(v.Code) + "**"
		if fragment := r.fragment(v); fragment != "" {
			name = "[" + name + "](" + fragment + ")"
		}
		purpose := text(v.Definition) + " (*" + v.Kind.String() + "*): " + text(v.Purpose)
		if v.Remedy != "" {
			purpose += " " + text(v.Remedy)
		}
		t.Rows = append(t.Rows, []string{name, purpose, advice(v.Retry, v.Wait) + byCase(v)})
	}
	return t
}

// mostHopeful returns the retry of the code or of that case of it which allows most.
func mostHopeful(v *spec.Variant) status.Retry {
	most := v.Retry
	for _, c := range v.When {
		most = max(most, c.Retry)
	}
	return most
}

// byCase lists the retries that only cases of a code have: "; by case yes, no".
func byCase(v *spec.Variant) string {
	var others []string
	for _, retry := range slices.Backward(status.Retries()) {
		if retry != v.Retry && slices.ContainsFunc(v.When, func(c status.Case) bool { return c.Retry == retry }) {
			others = append(others, answer(retry))
		}
	}
	if others == nil {
		return ""
	}
	return "; by case " + strings.Join(others, ", ")
}

// meaning says what a code or a case means: its kind, its name if it has one, and
// its purpose.
func meaning(kind status.Kind, name, purpose string) string {
	said := "*" + kind.String() + "*"
	if kind == status.KindUnknown {
		said = "as the code says"
	}
	if name != "" {
		said += " (" + text(name) + ")"
	}
	if purpose != "" {
		said += ". " + text(purpose)
	}
	return said
}

// advice says in one cell whether to retry and after how long.
func advice(retry status.Retry, wait status.Wait) string {
	if when := (view.Advice{Retry: retry, Wait: wait}).When(sample); when != "" {
		return answer(retry) + ": " + when
	}
	return answer(retry)
}

// answer says whether to retry, and sets a plain yes in bold.
func answer(retry status.Retry) string {
	said := view.Advice{Retry: retry}.Answer()
	if retry == status.RetryAlways {
		return "**" + said + "**"
	}
	return said
}

// section is what there is to say of a code beside its row in the table, if that is
// more than a note.
type section struct {
	Heading  string
	Text     string
	Cases    *cases
	Examples *examples
}

// Sections returns one for each code that has cases or examples.
func (r *reference) Sections() []*section {
	var list []*section
	for _, v := range r.Variants {
		if s := r.section(v); s != nil {
			list = append(list, s)
		}
	}
	return list
}

func (r *reference) section(v *spec.Variant) *section {
	s := &section{Heading: heading(v.Code, registered(v)), Text: strings.Join(append(facts(v.Facts(), v.Wait), r.links(v)), " ")}
	if len(v.When) > 0 {
		s.Cases = r.cases(v.When)
		s.Cases.Table.Rows = append(s.Cases.Table.Rows, []string{"none of these", meaning(v.Kind, "", ""), advice(v.Retry, v.Wait)})
	}
	s.Examples = r.examples(func(e *spec.Example) bool { return e.Code == v.Code && e.VendorCase == "" })
	if s.Cases == nil && s.Examples == nil {
		return nil
	}
	return s
}

// Notes says of each other code what its row does not.
func (r *reference) Notes() []string {
	var list []string
	for _, v := range r.Variants {
		if facts := facts(v.Facts(), v.Wait); facts != nil && r.section(v) == nil {
			list = append(list, note(strconv.Itoa(v.Code), append(facts, r.links(v))))
		}
	}
	return list
}

// fragment leads to what the page says of a code beside its row; it is empty if the
// row says all.
func (r *reference) fragment(v *spec.Variant) string {
	switch s := r.section(v); {
	case s != nil:
		return "#" + anchor(s.Heading)
	case facts(v.Facts(), v.Wait) != nil:
		return "#more-about-single-codes"
	}
	return ""
}

// links names the constant of a code and who has to act, and leads to other vendors.
func (r *reference) links(v *spec.Variant) string {
	more := []string{"`" + r.pkg + "." + v.GoName + "`"}
	if fault := v.Fault(); fault != status.FaultNobody {
		who := "the " + fault.String()
		if fault == status.FaultAccount {
			who += "'s owner"
		}
		more = append(more, who+" has to act")
	}
	if said := standardFact(v); said != "" {
		more = append(more, said)
	}
	if r.side != nil {
		if phrase, ok := r.side.sections[v.Code]; ok {
			more = append(more, link(strconv.Itoa(v.Code)+" at other vendors", r.to(r.side.file), v.Code, phrase))
		}
	}
	return strings.Join(more, " · ")
}

// registered returns the registered phrase of a code, by which every vendor's
// section is headed, or else the vendor's own.
func registered(v *spec.Variant) string {
	if s := v.Standard(); s != nil {
		return s.Definition
	}
	return v.Definition
}

// above are the keys of facts that a table or the top of the page has.
var above = []string{"purpose", "kind", "fault", "retry", "wait", "when", "remedy", "limits"}

// note returns facts as an item of a list. A note needs no label beside that of the item.
func note(label string, facts []string) string {
	return fact(label, strings.TrimPrefix(strings.Join(facts, " "), fact("Note", "")))
}

// facts returns what the row of a code or a case does not say of it.
func facts(facts []spec.Fact, w status.Wait) []string {
	var items []string
	for _, f := range facts {
		switch {
		case f.Key == "wait" && len(w.From) > 0:
			items = append(items, fact(f.Label, wait(w)+"."))
		case !slices.Contains(above, f.Key):
			items = append(items, fact(f.Label, cite(f.Text)))
		}
	}
	return items
}

// standardFact says what the standard means by a code, if the vendor means or names
// it otherwise.
func standardFact(v *spec.Variant) string {
	s := v.Standard()
	switch {
	case s == nil:
		return "not registered"
	case v.Differs():
		return "the standard: " + s.Kind.String() + ", " + view.Advice{Retry: s.Retry}.Answer()
	}
	return ""
}

// cases are the cases of one code or of any: a table, and what does not fit into it.
type cases struct {
	Table table
	Notes []string
}

// AnyCode returns the cases of any code, or nil.
func (r *reference) AnyCode() *section {
	if len(r.When) == 0 {
		return nil
	}
	return &section{
		Cases:    r.cases(r.When),
		Examples: r.examples(func(e *spec.Example) bool { return e.VendorCase != "" }),
	}
}

func (r *reference) cases(list []status.Case) *cases {
	all := &cases{Table: table{Head: []string{"If", "it means", "retry, and what to do"}}}
	for i := range list {
		c := &list[i]
		then := advice(c.Retry, c.Wait)
		if c.Remedy != "" {
			then += ". " + text(c.Remedy)
		}
		all.Table.Rows = append(all.Table.Rows, []string{criteria(c), meaning(c.Kind, c.Name, c.Purpose), then})
		if facts := facts(spec.CaseFacts(c), c.Wait); facts != nil {
			all.Notes = append(all.Notes, note(text(c.Name), facts))
		}
	}
	return all
}

// examples are messages, folded where the renderer can fold.
type examples struct {
	Fold   bool
	Count  string
	Blocks []string
}

// examples shows the chosen examples that have a message; it is nil if none has.
func (r *reference) examples(chosen func(e *spec.Example) bool) *examples {
	x := &examples{Fold: !r.hugo}
	n := 0
	for _, e := range r.Vendor.Examples {
		message := view.Message(r.Vendor, e)
		if message == "" || !chosen(e) {
			continue
		}
		n++
		if label := exampleLabel(e); label != "" {
			x.Blocks = append(x.Blocks, label)
		}
		block := fence(message)
		x.Fold = x.Fold && strings.HasPrefix(block, "```")
		x.Blocks = append(x.Blocks, block)
	}
	switch n {
	case 0:
		return nil
	case 1:
		x.Count = "Example"
	default:
		x.Count = fmt.Sprintf("%d examples", n)
	}
	return x
}

// exampleLabel says under which case an example stands, its name and its source.
func exampleLabel(e *spec.Example) string {
	names := slices.DeleteFunc(slices.Compact([]string{e.Case + e.VendorCase, e.Label}), func(s string) bool { return s == "" })
	label := text(strings.Join(names, ": "))
	source := e.Source
	if address := spec.Address(e.Source); address != "" {
		source = "[source](" + destination(address) + ")"
	}
	if label == "" || source == "" {
		return label + source
	}
	return label + " (" + source + ")"
}

// Undocumented says how codes are treated that the vendor does not document,
// grouped by what to do.
func (r *reference) Undocumented() []string {
	var retries []string
	codes := map[string][]string{}
	add := func(name string, i *status.Info) {
		retry := advice(i.Retry, i.Wait)
		if codes[retry] == nil {
			retries = append(retries, retry)
		}
		codes[retry] = append(codes[retry], name)
	}
	seen := map[int]bool{}
	for _, key := range r.Fallback {
		for _, v := range spec.BundledVendor(key).Variants {
			if !seen[v.Code] && r.Lookup(v.Code) == nil && v.Retry.IsRetryable() {
				add(strconv.Itoa(v.Code), &v.Info)
			}
			seen[v.Code] = true
		}
	}
	for _, class := range status.Classes() {
		name, _ := class.MarshalText()
		add("other "+string(name), status.Find(&status.Rows{}, nil, int(class)*100))
	}
	for i, retry := range retries {
		retries[i] = strings.Join(codes[retry], ", ") + ": " + retry
	}
	return retries
}

// UndocumentedExamples shows the examples of codes that nobody documents.
func (r *reference) UndocumentedExamples() *examples {
	return r.examples(func(e *spec.Example) bool { return e.VendorCase == "" && r.Lookup(e.Code) == nil })
}

// About lists what holds for the vendor as a whole and is not at the top.
func (r *reference) About() []string {
	var items []string
	for _, f := range r.Vendor.Facts() {
		switch f.Key {
		case "source", "checked", "limits", "idempotency_key":
		case "wait":
			items = append(items, fact(f.Label, wait(r.Wait)))
		default:
			items = append(items, fact(f.Label, cite(f.Text)))
		}
	}
	for _, class := range status.Classes() {
		if about := r.Vendor.Classes[class]; about != "" {
			items = append(items, fact(class.Title(), text(about)))
		}
	}
	return append(items, fact("Go package", "`"+r.pkg+"`"))
}
