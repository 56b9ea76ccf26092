package spec_test

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Every mistake of testdata/syntax.txtar is one error, on the line that its name begins
// with.
func TestSyntaxLines(t *testing.T) {
	n := 0
	for name, g := range goldens(t) {
		line := 0
		if _, err := fmt.Sscanf(name, "syntax/line %d,", &line); err != nil {
			continue
		}
		n++
		_, err := spec.Load(name, g.src)
		if list, ok := err.(spec.ErrorList); !ok || len(list) != 1 || list[0].Line != line {
			t.Errorf("%s: want one error on line %d, have\n%v", name, line, err)
		}
	}
	if n < 60 {
		t.Errorf("%d mistakes", n)
	}
}

// A file in another encoding is one error.
func TestSyntaxOfEncodings(t *testing.T) {
	src, err := fs.ReadFile(spec.FS, "commerce.yaml")
	if err != nil {
		t.Fatal(err)
	}
	units := utf16.Encode([]rune(string(src)))
	encode := func(order binary.ByteOrder, mark string) []byte {
		b := []byte(mark)
		for _, u := range units {
			b = append(b, 0, 0)
			order.PutUint16(b[len(b)-2:], u)
		}
		return b
	}
	const isUTF16 = "x.yaml:1:1: want UTF-8, have UTF-16; save the file as UTF-8"
	for _, test := range []struct {
		name, want string
		src        []byte
	}{
		{"little-endian", isUTF16, encode(binary.LittleEndian, "\xff\xfe")},
		{"big-endian", isUTF16, encode(binary.BigEndian, "\xfe\xff")},
		{"little-endian without a mark", isUTF16, encode(binary.LittleEndian, "")},
		{"big-endian without a mark", isUTF16, encode(binary.BigEndian, "")},
		{"Latin-1", "x.yaml:1:11: want UTF-8, have another encoding; save the file as UTF-8", []byte("catalog: M\xfcller # f\xfcr\n# alle \xfc\n")},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := spec.Load("x.yaml", test.src); err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// The examiner finds no mistake in what the library reads: it must not stop before the
// mistake in what the library rejects.
func TestSyntaxOfLegalFiles(t *testing.T) {
	legal := bundledSources(t)
	files, err := filepath.Glob("../cmd/statuscat/testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no catalogs", err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		legal = append(legal, src)
	}
	for name, g := range goldens(t) {
		if _, err := spec.Load(name, g.src); err == nil {
			legal = append(legal, g.src)
		}
	}
	for _, src := range legal {
		if pos, message := spec.Examine(src); message != "" {
			t.Errorf("%v: %s\n%s", pos, message, src)
		}
	}
}

// If one space is removed before or in a line, the first error is within three lines of
// it in 95 of 100 files that no longer mean the same.
func TestOneSpaceLess(t *testing.T) {
	broken, near := 0, 0
	for _, name := range []string{"commerce.yaml", "iana.yaml"} {
		src, err := fs.ReadFile(spec.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := spec.Load("whole.yaml", src)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(string(src), "\n")
		for i, line := range lines {
			before, after, found := strings.Cut(line, " ")
			if !found {
				continue
			}
			text := strings.Join(lines[:i], "") + before + after + strings.Join(lines[i+1:], "")
			c, err := spec.Load("broken.yaml", []byte(text))
			if err == nil && sameModel(c, whole) {
				continue
			}
			broken++
			at := "it is accepted"
			if err != nil {
				first := err.(spec.ErrorList)[0]
				if distance := first.Line - (i + 1); -3 <= distance && distance <= 3 {
					near++
					continue
				}
				at = first.Error()
			}
			t.Logf("line %d of %s: %s", i+1, name, at)
		}
	}
	t.Logf("%d of %d within three lines", near, broken)
	if near*100 < broken*95 {
		t.Errorf("%d of %d errors are within three lines, want 95 of 100", near, broken)
	}
}

// sameModel compares what two catalogs say, wherever they say it.
func sameModel(a, b *spec.Catalog) bool {
	return cmp.Equal(a, b, cmpopts.IgnoreUnexported(spec.Catalog{}, spec.Vendor{}, spec.Code{}, spec.Variant{}, spec.Example{}),
		cmpopts.IgnoreFields(spec.Catalog{}, "File"), cmpopts.IgnoreFields(spec.Variant{}, "Vendor"),
		cmpopts.IgnoreFields(statushttp.Verdict{}, "Catalog"))
}
