package spec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/spec/internal/syntax"
	"gopkg.in/yaml.v3"
)

// node is a YAML node as the language sees it: aliases are expanded.
type node struct {
	Pos
	kind    nodeKind
	value   string // of a scalar, as it is written, without its quotes
	plain   bool   // a scalar without quotes
	bare    bool   // a plain scalar that YAML reads as a number, true or false
	block   bool   // indentation ends it: a mapping without brackets, a text behind | or >
	comment bool   // a plain scalar with a comment after it on its line
	entries []entry
	items   []*node
}

type nodeKind uint8

const (
	scalar nodeKind = iota
	mapping
	sequence
	null
)

func (k nodeKind) String() string {
	return [...]string{"a text", "a mapping", "a list", "nothing"}[k]
}

type entry struct{ key, value *node }

// parse reads the one document of a catalog. It returns nil if it reported anything.
// The function isKey reports whether a word is a key of the language.
func parse(r *reporter, src []byte, isKey func(string) bool) *node {
	decoder := yaml.NewDecoder(bytes.NewReader(src))
	var doc, second yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		syntaxError(r, src, err, isKey)
		return nil
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		r.errorf(Pos{second.Line, second.Column}, "want one document, have a second; remove the line ---, or write another file")
		return nil
	case !errors.Is(err, io.EOF):
		syntaxError(r, src, err, isKey)
		return nil
	}
	e := expander{reporter: r, budget: maxExpanded}
	n := e.expand(doc.Content[0], 0)
	if len(r.list) > 0 {
		return nil
	}
	return n
}

var errorLine = regexp.MustCompile(`^line (\d+): `)

// syntaxError reports why the YAML library rejects the text: what package syntax
// finds, or else the library's own message, which has a line at best and no fix.
func syntaxError(r *reporter, src []byte, err error, isKey func(string) bool) {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if errors.Is(err, io.EOF) {
		message = emptyFile
	} else if m := syntax.Examine(src, isKey); m != nil {
		r.errorf(Pos{m.Line, m.Column}, m.Format, m.Args...)
		return
	} else if message == "exceeded max depth of 10000" {
		message = fmt.Sprintf(tooDeep, maxDepth)
	} else {
		message += "; write this line, or the one before it, in simpler YAML"
	}
	pos := Pos{1, 1}
	if m := errorLine.FindStringSubmatch(message); m != nil {
		line, _ := strconv.Atoi(m[1])
		pos.Line = min(max(line, 1), bytes.Count(src, []byte("\n"))+1)
		message = message[len(m[0]):]
	}
	r.errorf(pos, "%s", message)
}

const (
	emptyFile = "the file is empty; statuscat init writes a first catalog"
	tooDeep   = "nested more than %d levels deep; a catalog has fewer"

	// maxDepth is far beyond the language's own depth.
	maxDepth = 32
	// maxExpanded bounds the nodes that aliases may expand to, beyond those
	// that are written out. A long text counts as several.
	maxExpanded = 100_000
)

// expander turns the library's nodes into ours.
type expander struct {
	*reporter
	budget int          // alias expansion left
	bomb   bool         // it ran out, and that was said
	active []*yaml.Node // the anchors being expanded
}

func (e *expander) expand(y *yaml.Node, depth int) *node {
	n := &node{Pos: Pos{y.Line, y.Column}}
	if depth > maxDepth {
		e.errorf(n.Pos, tooDeep, maxDepth)
		return n
	}
	if len(e.active) > 0 {
		if e.budget -= 1 + len(y.Value)/64; e.budget < 0 {
			return n
		}
	}
	if y.Style&yaml.TaggedStyle != 0 {
		e.errorf(n.Pos, "a catalog cannot have tags, have %s; remove it, or put a text that begins with ! in quotes", y.Tag)
		return n
	}
	switch y.Kind {
	case yaml.AliasNode:
		return e.expandAlias(y, depth)
	case yaml.MappingNode:
		n.kind = mapping
		n.block = y.Style&yaml.FlowStyle == 0
		n.entries = make([]entry, 0, len(y.Content)/2)
		for i := 0; i+1 < len(y.Content) && e.budget >= 0; i += 2 {
			n.entries = append(n.entries, entry{e.expand(y.Content[i], depth+1), e.expand(y.Content[i+1], depth+1)})
		}
	case yaml.SequenceNode:
		n.kind = sequence
		for _, c := range y.Content {
			if e.budget >= 0 {
				n.items = append(n.items, e.expand(c, depth+1))
			}
		}
	default:
		n.value = y.Value
		n.plain = y.Style == 0
		if n.plain && syntax.Curly(y.Value) {
			e.errorf(n.Pos, "want straight quotes around a text, have typographic ones; write %q", syntax.Straight(y.Value))
		}
		n.comment = n.plain && y.LineComment != ""
		n.block = y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
		switch y.Tag {
		case "!!null":
			n.kind = null
		case "!!bool", "!!int", "!!float":
			n.bare = n.plain
		}
	}
	return n
}

func (e *expander) expandAlias(y *yaml.Node, depth int) *node {
	pos := Pos{y.Line, y.Column}
	if slices.Contains(e.active, y.Alias) {
		e.errorf(pos, "alias *%s is inside its own anchor; write the value out", y.Value)
		return &node{Pos: pos}
	}
	e.active = append(e.active, y.Alias)
	n := e.expand(y.Alias, depth)
	e.active = e.active[:len(e.active)-1]
	if e.budget < 0 && len(e.active) == 0 && !e.bomb {
		e.errorf(pos, "aliases expand to more than %d nodes or lines; write fewer", maxExpanded)
		e.bomb = true
	}
	return n
}

// ReadYAML reads a YAML document that is not a catalog as encoding/json reads JSON into
// an any. All keys are texts.
func ReadYAML(src []byte) (any, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil || doc.Kind == 0 {
		return nil, err
	}
	r := yamlReader{budget: maxExpanded}
	return r.read(doc.Content[0])
}

// yamlReader makes values of nodes. The library's own decoder compares each key of a
// mapping with all others.
type yamlReader struct {
	aliases int // being expanded
	budget  int // of nodes, for all aliases
}

func (r *yamlReader) read(y *yaml.Node) (value any, err error) {
	if r.aliases > 0 {
		r.budget--
	}
	switch {
	case r.budget < 0:
		return nil, fmt.Errorf("line %d: aliases expand to more than %d nodes; write fewer", y.Line, maxExpanded)
	case y.Kind == yaml.AliasNode:
		r.aliases++
		defer func() { r.aliases-- }()
		return r.read(y.Alias)
	case y.Kind == yaml.SequenceNode:
		list := make([]any, len(y.Content))
		for i, item := range y.Content {
			if list[i], err = r.read(item); err != nil {
				return nil, err
			}
		}
		return list, nil
	case y.Kind == yaml.MappingNode:
		return r.mapping(y)
	case y.Tag == "!!str" || y.Tag == "!!timestamp":
		return y.Value, nil
	}
	err = y.Decode(&value)
	return value, err
}

// mapping reads a mapping, and what its << keys merge into it.
func (r *yamlReader) mapping(y *yaml.Node) (map[string]any, error) {
	m := make(map[string]any, len(y.Content)/2)
	merged := map[string]any{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		value, err := r.read(y.Content[i+1])
		if err != nil {
			return nil, err
		}
		if key.Tag == "!!merge" {
			list, ok := value.([]any)
			if !ok {
				list = []any{value}
			}
			for _, from := range slices.Backward(list) {
				from, _ := from.(map[string]any)
				maps.Copy(merged, from)
			}
			continue
		}
		if _, ok := m[key.Value]; ok {
			return nil, fmt.Errorf("line %d: key %q is already there; remove one of them", key.Line, key.Value)
		}
		m[key.Value] = value
	}
	for key, value := range merged {
		if _, ok := m[key]; !ok {
			m[key] = value
		}
	}
	return m, nil
}
