package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// The README's fragments of Go, outside the walk-through, stand in functions of
// their own here, with the names that they take for granted.
const (
	snippetHead = `package statushttp_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
	"github.com/hashicorp/go-retryablehttp"

	"github.com/statuscat/statuscat/status/bigcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/leadcommerce/leadcommercetest"
	"github.com/statuscat/statuscat/status/statushttp"
)
`
	snippetFunc = "\nfunc _(t *testing.T, ctx context.Context, resp *http.Response, err error, attempt int, policy *statushttp.Policy, client *http.Client, req *http.Request) {\n"
)

// unused is what a fragment is allowed to be, other than a program.
var unused = regexp.MustCompile(`declared and not used|is not used|imported and not used|no new variables`)

// TestSnippets type-checks the README's fragments, so that they say what the
// packages offer.
func TestSnippets(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(readme), "\n## A catalog of your own\n")
	_, after, _ := strings.Cut(rest, "\n## ")
	src, count := snippetHead, 0
	for _, m := range block.FindAllStringSubmatch(before+"\n## "+after, -1) {
		if m[1] == "go" && !strings.HasPrefix(m[2], "package ") { // TestWalkThrough runs whole files
			src += snippetFunc + imports.ReplaceAllString(m[2], "") + "}\n"
			count++
		}
	}
	if count < 5 {
		t.Fatalf("the README has %d fragments of Go", count)
	}
	dir := filepath.Join(root, "status", "statushttp")
	loaded, err := packages.Load(&packages.Config{
		Mode:    packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo,
		Dir:     dir,
		Tests:   true,
		Overlay: map[string][]byte{filepath.Join(dir, "zz_readme_test.go"): []byte(src)},
	}, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range loaded {
		for _, e := range p.Errors {
			if !unused.MatchString(e.Msg) {
				t.Errorf("%s: %s", e.Pos, e.Msg)
			}
		}
	}
	if t.Failed() {
		t.Log(src)
	}
}

// imports are shown in a fragment for the reader.
var imports = regexp.MustCompile(`(?m)^import ".*"$`)
