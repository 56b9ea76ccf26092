package picture_test

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"
)

type colour [3]float64 // red, green and blue light, 0 to 1

// sight is what remains of colours, after Machado, Oliveira and Fernandes, "A
// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
// for the severest degree.
var sight = map[string][3]colour{
	"all colours":  {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
	"no colours":   {{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}},
}

// The four retries look different whatever colours somebody sees, and the letter on
// each is legible (WCAG 2.2, 1.4.3).
func TestColours(t *testing.T) {
	src, err := os.ReadFile("matrix.svg.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	step := regexp.MustCompile(`\.([ncia]) \{ --fill: (#[0-9a-f]{6}|#[0-9a-f]{3}); --on: (#[0-9a-f]{6}|#[0-9a-f]{3}) \}`)
	steps := step.FindAllStringSubmatch(string(src), -1)
	if len(steps) != 8 {
		t.Fatalf("%d steps, want four for light and four for dark", len(steps))
	}
	for i, theme := range []string{"light", "dark"} {
		four := steps[4*i : 4*i+4]
		for j, a := range four {
			if c := contrast(hex(t, a[2]), hex(t, a[3])); c < 4.5 {
				t.Errorf("%s %s: the letter has a contrast of %.2f", theme, a[1], c)
			}
			for name, m := range sight {
				for _, b := range four[:j] {
					if d := distance(see(m, hex(t, a[2])), see(m, hex(t, b[2]))); d < 14 {
						t.Errorf("%s %s and %s: a distance of %.1f for who sees %s", theme, b[1], a[1], d, name)
					}
				}
			}
		}
	}
}

func hex(t *testing.T, s string) (c colour) {
	if len(s) == 4 {
		s = "#" + s[1:2] + s[1:2] + s[2:3] + s[2:3] + s[3:] + s[3:]
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	for i := range c {
		v := float64(n>>(16-8*i)&0xff) / 255
		if c[i] = v / 12.92; v > 0.04045 {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return c
}

func see(m [3]colour, c colour) (seen colour) {
	for i, row := range m {
		seen[i] = min(max(row[0]*c[0]+row[1]*c[1]+row[2]*c[2], 0), 1)
	}
	return seen
}

func luminance(c colour) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

func contrast(a, b colour) float64 {
	high, low := max(luminance(a), luminance(b)), min(luminance(a), luminance(b))
	return (high + 0.05) / (low + 0.05)
}

// distance is that of CIE 1976 in L*a*b*, in which 2.3 can just be noticed.
func distance(a, b colour) float64 {
	la, lb := lab(a), lab(b)
	return math.Hypot(math.Hypot(la[0]-lb[0], la[1]-lb[1]), la[2]-lb[2])
}

func lab(c colour) colour {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047)
	y := f(luminance(c))
	z := f((0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883)
	return colour{116*y - 16, 500 * (x - y), 200 * (y - z)}
}
