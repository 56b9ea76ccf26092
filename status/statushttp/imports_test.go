package statushttp_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status/internal/diff"
)

// The package fits libraries that it does not import: beside the standard
// library it knows package status alone.
func TestImports(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var foreign []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if host, _, _ := strings.Cut(path, "/"); strings.Contains(host, ".") && !slices.Contains(foreign, path) {
				foreign = append(foreign, path)
			}
		}
	}
	if diff := diff.Diff([]string{"github.com/statuscat/statuscat/status", "github.com/statuscat/statuscat/status/statushttp/internal/body", "github.com/statuscat/statuscat/status/internal/unit"}, foreign); diff != "" {
		t.Errorf("imports outside the standard library (-want +got):\n%s", diff)
	}
}
