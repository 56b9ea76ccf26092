package status

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// Rows has the rows of a catalog by code. A code without a row is undocumented: the
// vendor's reference does not mention it.
//
// Generated packages fill the array with a literal, so that the linker lays it out and a
// look-up is one load.
type Rows [1000]*Info

// Catalog says what the status codes mean at one vendor. Its fields and rows are shared
// and must not be changed.
type Catalog struct {
	Vendor  string // the vendor's key, which names its package: "leadcommerce"
	Name    string // "Lead Commerce API"
	Version string // of the vendor's API; may be empty
	Rows    *Rows

	// Fallback gives the meaning of codes that Rows does not have: the first of these
	// with the code counts, usually those of status/iana. A code in none of them is
	// treated as the x00 code of its class (RFC 9110, section 15).
	Fallback []*Rows

	When      []Case // of any code, which override the row of the code; the first that matches counts
	Wait      Wait   // for codes without a row, and for responses that are not retryable
	ErrorBody ErrorBody
	Limits    []Limit // on all requests together

	// IdempotencyKey is the request header with the idempotency key, with which a request
	// takes effect only once; in canonical form, empty if the vendor has none.
	IdempotencyKey string

	// IdempotencyBody is a JSON pointer to the idempotency key in the request's body;
	// empty if it is not there.
	IdempotencyBody string

	// AsError returns code as an error of the vendor's own type, so that
	// errors.Is and errors.As know it; nil if the catalog has no such type.
	AsError func(code int) error
}

// Find returns the row for code: the one in rows, or else in the first of fallback that
// has the code, or else the row of the code's class. It never returns nil. The row of a
// class is shared by its codes: it has no definition, and its Code is the x00 of the
// class. Generated packages call Find with their own arrays; it is small enough to be
// inlined there.
func Find(rows *Rows, fallback []*Rows, code int) *Info {
	if uint(code) < uint(len(rows)) {
		if i := rows[code]; i != nil {
			return i
		}
		for _, f := range fallback {
			if i := f[code]; i != nil {
				return i
			}
		}
		return classRowsByHundred[code/100]
	}
	return &classRows[ClassUnknown]
}

// noRows are the rows of a catalog without any.
var noRows Rows

// classRows has the rows of codes that no catalog documents. A client treats such a code
// as the x00 code of its class (RFC 9110, section 15).
var classRows = [...]Info{
	ClassUnknown:       {Meaning: Meaning{Kind: KindUnknown, Retry: RetryNever}},
	ClassInformational: {Code: 100, Meaning: Meaning{Kind: KindInformational, Retry: RetryNever}},
	ClassSuccessful:    {Code: 200, Meaning: Meaning{Kind: KindOK, Retry: RetryNever}},
	ClassRedirection:   {Code: 300, Meaning: Meaning{Kind: KindRedirected, Retry: RetryNever}},
	ClassClientError:   {Code: 400, Meaning: Meaning{Kind: KindInvalidRequest, Retry: RetryNever}},
	ClassServerError:   {Code: 500, Meaning: Meaning{Kind: KindInternal, Retry: RetryIfIdempotent}},
}

// classRowsByHundred replaces the branches of ClassOf in Find, whose fast path is slower by
// a third with them although it does not run them.
var classRowsByHundred = [10]*Info{
	&classRows[ClassUnknown],
	&classRows[ClassInformational],
	&classRows[ClassSuccessful],
	&classRows[ClassRedirection],
	&classRows[ClassClientError],
	&classRows[ClassServerError],
	&classRows[ClassServerError],
	&classRows[ClassServerError],
	&classRows[ClassServerError],
	&classRows[ClassServerError],
}

// Row returns the row for code, as [Find] does. A nil catalog, or one without rows,
// documents no code.
func (c *Catalog) Row(code int) *Info {
	switch {
	case c == nil:
		return Find(&noRows, nil, code)
	case c.Rows == nil:
		return Find(&noRows, c.Fallback, code)
	}
	return Find(c.Rows, c.Fallback, code)
}

// Lookup returns what code means at this vendor, and whether the vendor's reference
// documents it. An undocumented code has the meaning of the fallback or of its class,
// under its own number.
func (c *Catalog) Lookup(code int) (info Info, documented bool) {
	info = *c.Row(code)
	info.Code = code
	return info, c.IsDocumented(code)
}

// IsDocumented reports whether the vendor's reference documents code.
func (c *Catalog) IsDocumented(code int) bool {
	return c != nil && c.Rows != nil && uint(code) < uint(len(c.Rows)) && c.Rows[code] != nil
}

// All yields the documented codes in ascending order.
func (c *Catalog) All() iter.Seq[Info] {
	return func(yield func(Info) bool) {
		if c == nil || c.Rows == nil {
			return
		}
		for _, row := range c.Rows {
			if row != nil && !yield(*row) {
				return
			}
		}
	}
}

// Text returns code and definition, "403 Forbidden", or the number alone if neither the
// vendor nor the fallback defines the code.
func (c *Catalog) Text(code int) string { return text(code, c.Row(code).Definition) }

func text(code int, definition string) string {
	if definition == "" {
		return strconv.Itoa(code)
	}
	return strconv.Itoa(code) + " " + definition
}

// Parse reads a status code from its number ("403"), its definition
// ("Forbidden", in any letter case) or both ("403 Forbidden"), white space
// around them aside. A number has three digits and may be undocumented; a
// definition is the vendor's own or the fallback's. It reads whatever Text
// writes for 100 to 999.
func (c *Catalog) Parse(s string) (int, error) {
	s = strings.TrimSpace(s)
	number, definition, _ := strings.Cut(s, " ")
	definition = strings.TrimSpace(definition)
	code, err := strconv.Atoi(number)
	if err != nil {
		return c.parseDefinition(s)
	}
	if len(number) != 3 || code < 100 {
		return 0, fmt.Errorf("%s: %q is no status code: a code has three digits, 100 to 999", c.Vendor, s)
	}
	own, fallback := c.Row(code).Definition, Find(&noRows, c.Fallback, code).Definition
	switch {
	case definition == "", strings.EqualFold(definition, own), strings.EqualFold(definition, fallback):
		return code, nil
	case own == "":
		return 0, fmt.Errorf("%s: %q contradicts itself: nobody defines %d", c.Vendor, s, code)
	}
	return 0, fmt.Errorf("%s: %q contradicts itself: %d is %q", c.Vendor, s, code, own)
}

// Parse reads a code as [Catalog.Parse] does, as a vendor's own type.
func Parse[S ~int](c *Catalog, s string) (S, error) {
	code, err := c.Parse(s)
	return S(code), err
}

// Codes yields the documented codes of c in ascending order, as the vendor's own
// type.
func Codes[S ~int](c *Catalog) iter.Seq[S] {
	return func(yield func(S) bool) {
		for info := range c.All() {
			if !yield(S(info.Code)) {
				return
			}
		}
	}
}

func (c *Catalog) parseDefinition(s string) (int, error) {
	for _, rows := range append([]*Rows{c.Rows}, c.Fallback...) {
		if rows == nil || s == "" {
			continue
		}
		for code, row := range rows {
			if row != nil && strings.EqualFold(row.Definition, s) {
				return code, nil
			}
		}
	}
	return 0, fmt.Errorf("%s: %q is neither a status code nor the definition of one", c.Vendor, s)
}
