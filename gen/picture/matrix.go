package picture

import (
	"slices"
	"strings"

	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// Lengths in the picture's own unit, which is a pixel on a phone.
const (
	width     = 414
	labels    = 30 // before the first column
	margin    = 8
	widest    = 24 // a column
	rowHeight = 14
	gap       = 4 // between classes, and behind the standard
	legend    = 76
	letter    = 6 // in a vendor's key

	maxVendors = 30 // beside each other, so that a letter fits a column on a phone
	maxCodes   = 22 // so that a page has the picture and more on its first screen
)

// matrix is the picture as it is laid out.
type matrix struct {
	Width, Height int
	Steps         []step
	Looks         []look
	Bands         []*band
}

// step is a retry in the legend.
type step struct {
	status.Retry
	X, Word int
}

// ID names how a cell without marks looks.
func (s step) ID() string { return id(s.Retry, false, false) }

// look is how a cell can look. Those of one retry differ in their marks.
type look struct {
	Retry          status.Retry
	Differs, Cases bool
	Width, Inside  int // of the cell, and inside its frame
	Middle         float64
}

// Letter is the retry's, by which a cell can be read without its colour.
func (l look) Letter() string { return letters[l.Retry] }

// Frame is the width of the frame around a cell that differs from the standard.
func (l look) Frame() float64 { return float64(l.Width) - 1.2 }

// ID names the look within the picture.
func (l look) ID() string { return id(l.Retry, l.Differs, l.Cases) }

var letters = [...]string{
	status.RetryNever:        "N",
	status.RetryAfterChange:  "C",
	status.RetryIfIdempotent: "I",
	status.RetryAlways:       "A",
}

func id(r status.Retry, differs, cases bool) string {
	id := strings.ToLower(letters[r])
	if differs {
		id += "d"
	}
	if cases {
		id += "c"
	}
	return id
}

// band holds as many vendors as fit beside each other.
type band struct {
	Columns   []column
	Rows      []row
	End, Pale int // where columns end, and how wide a row is
}

type column struct {
	Name string
	X, Y int
}

type row struct {
	Code  int
	Y     int
	Cells []cell
}

type cell struct {
	Look string
	X    int
}

// layOut draws the codes on which the vendors differ most, as many as fit.
func layOut(catalogs []*spec.Catalog) *matrix {
	codes := view.ByDisagreement(view.Compare(catalogs))
	codes = codes[:min(len(codes), maxCodes)]
	slices.SortFunc(codes, func(a, b *view.Code) int { return a.Number - b.Number })
	var vendors []*spec.Vendor
	for _, c := range catalogs {
		vendors = append(vendors, c.Vendors...)
	}
	vendors = slices.DeleteFunc(vendors, view.IsStandard)

	m := &matrix{Width: width, Height: legend}
	bands := max(1, (len(vendors)+maxVendors-1)/maxVendors)
	size := max(1, (len(vendors)+bands-1)/bands) // of each, so that none is left with few
	pitch := min(widest, (width-labels-margin-gap+2)/(size+1))
	x := margin
	for _, r := range status.Retries() {
		m.Steps = append(m.Steps, step{r, x, x + pitch + 4})
		x += pitch + 14 + letter*len(r.String())
		for marks := range 4 {
			m.Looks = append(m.Looks, look{r, marks&1 != 0, marks&2 != 0, pitch - 1, pitch - 5, float64(pitch-1) / 2})
		}
	}
	for part := range slices.Chunk(vendors, size) {
		m.add(codes, append([]*spec.Vendor{view.Standard()}, part...), pitch)
	}
	m.Height += margin
	return m
}

// add lays out vendors below those already there. The first is the standard.
func (m *matrix) add(codes []*view.Code, vendors []*spec.Vendor, pitch int) {
	b := &band{}
	longest := 0
	for _, v := range vendors {
		longest = max(longest, len(name(v)))
	}
	m.Height += longest*letter + gap
	at := func(i int) int { return labels + i*pitch + min(i, 1)*gap }
	for i, v := range vendors {
		b.Columns = append(b.Columns, column{name(v), at(i) + pitch/2 + 3, m.Height})
	}
	b.Pale = at(len(vendors)) - labels
	m.Height += gap
	class := status.ClassUnknown
	for _, k := range codes {
		if c := status.ClassOf(k.Number); c != class {
			m.Height += gap
			class = c
		}
		r := row{Code: k.Number, Y: m.Height}
		for i, v := range vendors {
			if variant := v.Lookup(k.Number); variant != nil {
				r.Cells = append(r.Cells, cell{id(variant.Retry, variant.Differs(), len(variant.When) > 0), at(i)})
			}
		}
		b.Rows = append(b.Rows, r)
		m.Height += rowHeight
	}
	m.Height += 2 * gap
	m.Bands = append(m.Bands, b)
}

// name heads a vendor's column.
func name(v *spec.Vendor) string {
	if view.IsStandard(v) {
		return "standard"
	}
	return v.Key
}
