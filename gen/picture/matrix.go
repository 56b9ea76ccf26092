package picture

import (
	"fmt"
	"slices"
	"strings"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// Lengths in the picture's own unit, which is a pixel on a phone.
const (
	width     = 390
	labels    = 30 // before the first column
	margin    = 8
	widest    = 24 // a column
	rowHeight = 14
	gap       = 4 // between classes, and behind the standard
	legend    = 76
	letter    = 6 // in a vendor's key

	maxVendors = 24 // beside each other, so that a letter fits a column on a phone
)

// matrix is the picture as it is laid out.
type matrix struct {
	Width, Height int
	Wide, High    int // as it is shown where there is room
	Steps         []step
	Looks         []look
	Bands         []*band
}

// step is an answer to whether a retry helps, as the legend has it.
type step struct {
	status.Retry
	X, Word int
}

// ID names how a cell without marks looks.
func (s step) ID() string { return id(s.Retry, false, false) }

// look is how a cell can look. Those of one retry differ in their marks.
type look struct {
	Retry          status.Retry
	Departs, Cases bool
	Width, Inside  int // of the cell, and inside its frame
	Middle         float64
}

// Letter is the retry's, by which a cell can be read without its colour.
func (l look) Letter() string { return letters[l.Retry] }

// Frame is the width of the frame around a cell that departs.
func (l look) Frame() float64 { return float64(l.Width) - 1.2 }

// ID names the look within the picture.
func (l look) ID() string { return id(l.Retry, l.Departs, l.Cases) }

var letters = [...]string{
	status.RetryNever:        "N",
	status.RetryAfterChange:  "C",
	status.RetryIfIdempotent: "I",
	status.RetryAlways:       "A",
}

func id(r status.Retry, departs, cases bool) string {
	id := strings.ToLower(letters[r])
	if departs {
		id += "d"
	}
	if cases {
		id += "c"
	}
	return id
}

// band holds as many vendors as fit beside each other, with all their codes.
type band struct {
	Columns   []column
	Rows      []row
	End, Pale int // where columns end, and how wide a row is
}

type column struct {
	Name, Title string
	X, Y        int
}

type row struct {
	Code    int
	Y, Text int
	Cells   []cell
}

type cell struct {
	Look, Fact string
	X, Y       int
}

func layOut(catalogs []*spec.Catalog) *matrix {
	standard := spec.IANA().Vendors[0]
	var vendors []*spec.Vendor
	for _, c := range catalogs {
		for _, v := range c.Vendors {
			if v.Key != standard.Key {
				vendors = append(vendors, v)
			}
		}
	}
	m := &matrix{Width: width, Height: legend}
	bands := max(1, (len(vendors)+maxVendors-1)/maxVendors)
	size := (len(vendors) + bands - 1) / bands // of each, so that none is left with few
	pitch := min(widest, (width-labels-margin-gap+2)/(size+1))
	x := margin
	for _, r := range status.Retries() {
		m.Steps = append(m.Steps, step{r, x, x + pitch + 4})
		x += pitch + 14 + letter*len(r.String())
		for marks := range 4 {
			m.Looks = append(m.Looks, look{r, marks&1 != 0, marks&2 != 0, pitch - 1, pitch - 5, float64(pitch-1) / 2})
		}
	}
	if size == 0 {
		m.add(standard, nil, pitch)
	}
	for part := range slices.Chunk(vendors, max(1, size)) {
		m.add(standard, part, pitch)
	}
	m.Height += margin
	m.Wide, m.High = m.Width*3/2, m.Height*3/2
	return m
}

// add lays out the vendors beside the standard, below what is there already.
func (m *matrix) add(standard *spec.Vendor, vendors []*spec.Vendor, pitch int) {
	b := &band{}
	codes := map[int]bool{}
	longest := len("standard")
	shown := vendors
	if vendors == nil {
		shown = []*spec.Vendor{standard}
	}
	for _, v := range shown {
		longest = max(longest, len(v.Key))
		for _, variant := range v.Variants {
			codes[variant.Code] = true
		}
	}
	m.Height += longest*letter + gap
	at := func(i int) int { // of column i, of which the first is the standard's
		return labels + i*pitch + min(i, 1)*gap
	}
	b.Columns = append(b.Columns, column{"standard", standard.Title(), at(0) + pitch/2 + 3, m.Height})
	for i, v := range vendors {
		b.Columns = append(b.Columns, column{v.Key, v.Title(), at(i+1) + pitch/2 + 3, m.Height})
	}
	b.Pale = at(len(vendors)+1) - labels
	m.Height += gap
	class := status.ClassUnknown
	for code := 100; code <= 999; code++ {
		if !codes[code] {
			continue
		}
		if c := status.ClassOf(code); c != class {
			m.Height += gap
			class = c
		}
		r := row{Code: code, Y: m.Height, Text: m.Height + rowHeight - 4}
		for i, v := range append([]*spec.Vendor{standard}, vendors...) {
			if variant := v.Lookup(code); variant != nil {
				look := id(variant.Retry, variant.Departs(), len(variant.When) > 0)
				r.Cells = append(r.Cells, cell{look, fact(variant), at(i), m.Height})
			}
		}
		b.Rows = append(b.Rows, r)
		m.Height += rowHeight
	}
	m.Height += 2 * gap
	m.Bands = append(m.Bands, b)
}

// fact says in words what a cell shows.
func fact(v *spec.Variant) string {
	s := fmt.Sprintf("%s at %s: %s, %s", &v.Info, v.Vendor.Title(), v.Kind, v.Retry)
	if v.Departs() {
		s += ", otherwise than the standard"
	}
	switch n := len(v.When); n {
	case 0:
		return s
	case 1:
		return s + "; 1 case"
	default:
		return fmt.Sprintf("%s; %d cases", s, n)
	}
}
