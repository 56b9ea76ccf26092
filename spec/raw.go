package spec

import (
	"time"

	"github.com/statuscat/statuscat/status"
)

// The raw structs are the catalog as it is written, with positions. Their tags
// are the keys of the language: decode.go reads by them, and the JSON Schema is
// derived from them. A key is optional where its tag says omitempty. Criteria and
// comparisons have a key for each row of a table of package status instead.

type rawCatalog struct {
	Catalog word            `json:"catalog" jsonschema_description:"The catalog's name: lower-case letters, digits and hyphens."`
	Vendors dict[rawVendor] `json:"vendors" jsonschema_description:"The vendors, by the name of their Go package."`
	Codes   dict[rawCode]   `json:"codes" jsonschema_description:"The status codes, by their number."`
	Allow   many[word]      `json:"allow,omitempty" jsonschema_description:"The ids of lint's warnings that are meant to be, anywhere in the file."`
}

type rawVendor struct {
	Name     text       `json:"name" jsonschema_description:"The vendor's name for its API."`
	Version  text       `json:"version,omitempty" jsonschema_description:"The version of the API."`
	Overview prose      `json:"overview,omitempty" jsonschema_description:"What the vendor says of its status codes in general. An empty line separates paragraphs."`
	Source   word       `json:"source,omitempty" jsonschema_description:"The address of the vendor's reference."`
	Checked  date       `json:"checked,omitempty" jsonschema_description:"The day on which the catalog was last held against the reference, as in 2026-01-31."`
	Note     prose      `json:"note,omitempty" jsonschema_description:"What the catalog adds to the vendor's word on all codes, or infers."`
	Fallback many[word] `json:"fallback,omitempty" jsonschema_description:"What an undocumented code means: as the first of these bundled vendors that has it says, iana if there is no key, or with none no more than its class says."`
	Classes  dict[text] `json:"classes,omitempty" jsonschema_description:"What the vendor says of a whole class."`

	IdempotencyKey rawKey         `json:"idempotency_key,omitempty" jsonschema_description:"The request header with the idempotency key, or body: with a pointer to it in the request's body."`
	Limits         many[rawLimit] `json:"limits,omitempty" jsonschema_description:"How many requests the vendor takes from one key in what time."`

	When      many[rawCase] `json:"when,omitempty" jsonschema_description:"What answers of any code mean in special cases. It changes only what it lists."`
	Wait      rawWait       `json:"wait,omitempty" jsonschema_description:"The wait of every code that is retried. A code's own wait adds to it."`
	ErrorBody rawErrorBody  `json:"error_body,omitempty" jsonschema_description:"Where an error's body holds the vendor's message and code."`

	Examples many[rawExample] `json:"examples,omitempty" jsonschema_description:"Answers that the vendor really gives with codes that it does not document."`
	Allow    many[word]       `json:"allow,omitempty" jsonschema_description:"The ids of lint's warnings about this vendor that are meant to be."`
}

type rawCode struct {
	Definition text             `json:"definition" jsonschema_description:"The reason phrase."`
	Contrast   text             `json:"contrast,omitempty" jsonschema_description:"What sets the vendors' readings apart, for the page that compares them."`
	Variants   dict[rawVariant] `json:"variants" jsonschema_description:"What each vendor of the file means by the code."`
	Allow      many[word]       `json:"allow,omitempty" jsonschema_description:"The ids of lint's warnings about this code that are meant to be."`
}

type rawVariant struct {
	Pos          `json:"-"`
	undocumented bool

	rawMeaning
	Definition text `json:"definition,omitempty" jsonschema_description:"The vendor's own reason phrase, where it differs from the code's."`
	Name       word `json:"name,omitempty" jsonschema_description:"The name of the Go constant, where the definition gives none or a bad one."`

	When     many[rawCase]    `json:"when,omitempty" jsonschema_description:"What the code means in special cases, told by more than the number. The first that matches counts."`
	Examples many[rawExample] `json:"examples,omitempty" jsonschema_description:"Answers that the vendor really gives in none of the special cases."`
	Allow    many[word]       `json:"allow,omitempty" jsonschema_description:"The ids of lint's warnings about this variant that are meant to be."`
}

type rawCase struct {
	Pos  `json:"-"`
	Name word `json:"name" jsonschema_description:"Names the case, for logs and tests: lower-case letters, digits and hyphens."`

	Criteria rawCriteria `json:"-"`

	rawMeaning

	Examples many[rawExample] `json:"examples,omitempty" jsonschema_description:"Answers that the vendor really gives in this case."`
}

// rawMeaning is what a variant or a case means. A variant has a purpose and a kind.
type rawMeaning struct {
	Purpose   text               `json:"purpose,omitempty" jsonschema_description:"When the vendor sends the code."`
	Kind      enum[status.Kind]  `json:"kind,omitempty" jsonschema_description:"What the code means here, whatever its class."`
	Retry     enum[status.Retry] `json:"retry,omitempty" jsonschema_description:"Whether the same request can succeed when it is sent again. Only where it departs from the kind's default, and then with a note."`
	Wait      rawWait            `json:"wait,omitempty" jsonschema_description:"How long to wait before the request is sent again."`
	By        many[rawBy]        `json:"by,omitempty" jsonschema_description:"What the pause is for, if the vendor throttles each value of it by itself: the request's method, host or path, or a header of the response. All requests are paused otherwise."`
	Remedy    text               `json:"remedy,omitempty" jsonschema_description:"What the caller does next."`
	Note      text               `json:"note,omitempty" jsonschema_description:"What the catalog adds to the vendor's word, or infers from it."`
	Reference text               `json:"reference,omitempty" jsonschema_description:"Where it is said."`
}

// rawExample is an answer that a vendor gives, and what it must come to beside
// the meaning under which it stands.
type rawExample struct {
	Pos           `json:"-"`
	Name          word        `json:"name,omitempty" jsonschema_description:"Names the example, for tests: lower-case letters, digits and hyphens."`
	Status        word        `json:"status,omitempty" jsonschema_description:"The code. Only under a vendor's own list; elsewhere it is known."`
	Method        word        `json:"method,omitempty" jsonschema_description:"The request's method, GET if absent."`
	Host          word        `json:"host,omitempty" jsonschema_description:"The request's host."`
	Path          word        `json:"path,omitempty" jsonschema_description:"The request's path."`
	Query         dict[texts] `json:"query,omitempty" jsonschema_description:"The parameters of the request's query."`
	RequestHeader dict[lines] `json:"request_header,omitempty" jsonschema_description:"The request's headers."`
	RequestBody   content     `json:"request_body,omitempty" jsonschema_description:"The request's body: a mapping or a list is JSON, a text is sent as it stands."`
	Header        dict[lines] `json:"header,omitempty" jsonschema_description:"The answer's headers."`
	Body          content     `json:"body,omitempty" jsonschema_description:"The answer's body: a mapping or a list is JSON, a text is sent as it stands."`
	Wait          duration    `json:"wait,omitempty" jsonschema_description:"The wait that the answer tells, 0s if it tells none."`
	Message       verbatim    `json:"message,omitempty" jsonschema_description:"The vendor's message that error_body finds."`
	Code          verbatim    `json:"code,omitempty" jsonschema_description:"The vendor's code that error_body finds."`
	Source        word        `json:"source,omitempty" jsonschema_description:"The address at which the example was found, or the word constructed."`
}

// rawLimit has a size, or headers that tell of it, or both.
type rawLimit struct {
	Pos        `json:"-"`
	Requests   count              `json:"requests,omitempty" jsonschema_description:"So many requests are let through."`
	Per        duration           `json:"per,omitempty" jsonschema_description:"In any interval of this length."`
	Concurrent count              `json:"concurrent,omitempty" jsonschema_description:"So many requests are let through at once."`
	Code       word               `json:"code,omitempty" jsonschema_description:"The code that refuses the next one."`
	Criteria   rawRequestCriteria `json:"-"`
	By         many[rawBy]        `json:"by,omitempty" jsonschema_description:"Each value of this has a limit of its own: of the request's method, host or path, or of a header of the response."`
	Remaining  word               `json:"remaining,omitempty" jsonschema_description:"The header of every answer that tells how many requests are left."`
	Reset      rawSource          `json:"reset,omitempty" jsonschema_description:"Where an answer tells when all of them are back."`
}

// rawBy is a part of the request, or a header of the response.
type rawBy struct {
	part   word
	Header word `json:"header" jsonschema_description:"The name of a header of the response."`
}

// rawRequestCriteria are criteria on parts of the request.
type rawRequestCriteria rawCriteria

// rawCriteria are criteria, in the order of the file. Their keys are the words of
// status.Part, whose form tells what is written under them.
type rawCriteria []rawCriterion

type rawCriterion struct {
	part    status.Part
	words   many[word] // of FormWords; the others have a comparison
	name    word       // of FormNamed and FormHeader
	rawBody            // of FormBody, and its comparison of all others
}

type rawNamed struct {
	Name word `json:"name" jsonschema_description:"The name of the header, in any letter case, or of the parameter."`
	rawMatch
}

type rawBody struct {
	Pointer many[pointer] `json:"pointer,omitempty" jsonschema_description:"A JSON pointer, or several of which any may do; a segment * is any element or member. In XML a segment is an element's name. Without a pointer the body's text is meant."`
	Every   flag          `json:"every,omitempty" jsonschema_description:"All that the pointer leads to must compare, and not just any of it."`
	rawMatch
}

// rawMatch takes exactly one comparison.
type rawMatch struct {
	Pos         `json:"-"`
	Comparisons rawComparisons `json:"-"`
}

// rawComparisons are comparisons, each with the key of an [Operator].
type rawComparisons []rawComparison

type rawComparison struct {
	op     Operator
	values many[literal] // if the operator takes any
}

type rawErrorBody struct {
	Pos     `json:"-"`
	Message many[place] `json:"message,omitempty" jsonschema_description:"JSON pointers to the message, tried in order; text is a body that is plain text."`
	Code    many[place] `json:"code,omitempty" jsonschema_description:"JSON pointers to the vendor's own code, tried in order; text is a body that is plain text."`
}

type rawWait struct {
	Pos `json:"-"`
	Min duration `json:"min,omitempty" jsonschema_description:"The first step of the back-off where the answer tells nothing."`
	Max duration `json:"max,omitempty" jsonschema_description:"Where the steps of that back-off stop growing."`

	Attempts count `json:"attempts,omitempty" jsonschema_description:"The most tries that the vendor advises, the first one included."`

	From many[rawSource]   `json:"from,omitempty" jsonschema_description:"Where the answer tells how long to wait."`
	Take enum[status.Take] `json:"take,omitempty" jsonschema_description:"Which counts if several tell: the first, or the longest."`
}

type rawSource struct {
	Pos    `json:"-"`
	Header word              `json:"header,omitempty" jsonschema_description:"The header's name."`
	Field  word              `json:"field,omitempty" jsonschema_description:"The field with the wait, in a header like a=1;b=2 or a=1, b=2."`
	Body   pointer           `json:"body,omitempty" jsonschema_description:"A pointer into the body."`
	After  literal           `json:"after,omitempty" jsonschema_description:"The text before the wait in a sentence."`
	Unit   enum[status.Unit] `json:"unit,omitempty" jsonschema_description:"How the wait is written."`
	Refill rawRefill         `json:"refill,omitempty" jsonschema_description:"An allowance that refills at a steady rate: the wait is (need - have) / rate seconds."`
	When   rawWhen           `json:"when,omitempty" jsonschema_description:"The source counts only if these criteria match."`
}

// rawRefill has a pointer to a number each.
type rawRefill struct {
	Pos  `json:"-"`
	Need pointer `json:"need" jsonschema_description:"A pointer to what the request needs."`
	Have pointer `json:"have" jsonschema_description:"A pointer to what is left."`
	Rate pointer `json:"rate" jsonschema_description:"A pointer to what comes back in a second."`
}

// rawWhen is the condition of a source.
type rawWhen struct {
	Pos      `json:"-"`
	Criteria rawCriteria `json:"-"`
}

// rawKey is the name of a header, or a pointer into the request's body.
type rawKey struct {
	word
	Body pointer
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

// pointer is a JSON pointer (RFC 6901).
type pointer struct {
	Pos
	value string
}

// place is a pointer, a header, or the word text for a body that is plain text; that
// is the empty pointer then.
type place struct {
	pointer
	header word
}

// literal is a value to compare with. It is bare if it is written without
// quotes and YAML reads it as a number, true or false.
type literal struct {
	Pos
	value string
	bare  bool
}

// date is a day: 2026-01-31.
type date struct {
	Pos
	value string
}

// count is a whole number above zero.
type count struct {
	Pos
	value int
}

// lines is the value of a header, or several of them.
type lines []string

// texts is the value of a query parameter, or several of them.
type texts []string

// content is a body as it is sent.
type content struct {
	Pos
	value string
	json  bool
}

// verbatim is a text as it stands, which may be empty.
type verbatim struct {
	Pos
	value string
}

// flag is a key whose only value is true.
type flag struct{ Pos }

// many is a list, or one element without the list around it.
type many[T any] []T

type duration struct {
	Pos
	value time.Duration
}

// enum is a word of one of package status's types; its zero value stands for
// none.
type enum[T ~uint8] struct {
	Pos
	value      T
	unreviewed bool // of a kind: a question mark follows the word
}

// dict is a mapping whose keys are the catalog's own, in the order of the file
// and without duplicates.
type dict[T any] []*dictEntry[T]

type dictEntry[T any] struct {
	Pos   // of the key
	key   string
	plain bool // the key is written without quotes
	value T
}

func (p Pos) written() bool { return p.Line > 0 }
