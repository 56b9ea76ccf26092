package spec

import (
	"time"

	"github.com/statuscat/statuscat/status"
)

// The raw structs are the catalog as it is written, with positions. Their tags
// are the keys of the language: decode.go reads by them, and the JSON Schema is
// derived from them. A key is optional where its tag says omitempty.

type rawCatalog struct {
	Catalog word            `json:"catalog" jsonschema_description:"The catalog's name: lower-case letters, digits and hyphens."`
	Vendors dict[rawVendor] `json:"vendors" jsonschema_description:"The vendors, by the name of their Go package."`
	Codes   dict[rawCode]   `json:"codes" jsonschema_description:"The status codes, by their number."`
}

type rawVendor struct {
	Name     text       `json:"name" jsonschema_description:"The vendor's name for its API."`
	Version  text       `json:"version,omitempty" jsonschema_description:"The version of the API."`
	Overview prose      `json:"overview,omitempty" jsonschema_description:"What the vendor says of its status codes in general. An empty line separates paragraphs."`
	Source   word       `json:"source,omitempty" jsonschema_description:"The address of the vendor's reference."`
	Fallback word       `json:"fallback,omitempty" jsonschema_description:"What an undocumented code means: as IANA registers it, or no more than its class says."`
	Classes  dict[text] `json:"classes,omitempty" jsonschema_description:"What the vendor says of a whole class."`
}

type rawCode struct {
	Definition text             `json:"definition" jsonschema_description:"The reason phrase."`
	Variants   dict[rawVariant] `json:"variants" jsonschema_description:"What each vendor of the file means by the code."`
}

type rawVariant struct {
	Pos          `json:"-"`
	undocumented bool

	Purpose    text               `json:"purpose" jsonschema_description:"When the vendor sends the code."`
	Kind       enum[status.Kind]  `json:"kind" jsonschema_description:"What the code means here, whatever its class."`
	Retry      enum[status.Retry] `json:"retry,omitempty" jsonschema_description:"Whether the same request can succeed when it is sent again. Only where it departs from the kind's default, and then with a note."`
	Wait       rawWait            `json:"wait,omitempty" jsonschema_description:"How long to wait before the request is sent again."`
	Remedy     text               `json:"remedy,omitempty" jsonschema_description:"What the caller does next."`
	Note       text               `json:"note,omitempty" jsonschema_description:"What the catalog adds to the vendor's word, or infers from it."`
	Reference  text               `json:"reference,omitempty" jsonschema_description:"Where it is said."`
	Definition text               `json:"definition,omitempty" jsonschema_description:"The vendor's own reason phrase, where it differs from the code's."`
	Name       word               `json:"name,omitempty" jsonschema_description:"The name of the Go constant, where the definition gives none or a bad one."`
}

type rawWait struct {
	Pos     `json:"-"`
	Min     duration `json:"min,omitempty" jsonschema_description:"Wait at least this long."`
	Max     duration `json:"max,omitempty" jsonschema_description:"Wait at most this long."`
	Default duration `json:"default,omitempty" jsonschema_description:"Wait this long where the answer does not tell."`
}

// The leaves. Each holds where it was written; the zero value was not written.

// text is a line of prose, its white space folded.
type text struct {
	Pos
	value string
}

// prose is text of one or more paragraphs, separated by an empty line.
type prose struct {
	Pos
	value string
}

// word is a scalar without spaces: a name, a key, an address.
type word struct {
	Pos
	value string
}

type duration struct {
	Pos
	value time.Duration
}

// enum is a word of one of package status's types; its zero value stands for
// none.
type enum[T ~uint8] struct {
	Pos
	value T
}

// dict is a mapping whose keys are the catalog's own, in the order of the file
// and without duplicates.
type dict[T any] []dictEntry[T]

type dictEntry[T any] struct {
	Pos   // of the key
	key   string
	plain bool // the key is written without quotes
	value T
}

func (p Pos) written() bool { return p.Line > 0 }
