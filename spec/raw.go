package spec

import "github.com/statuscat/statuscat/status"

// The raw structs are the catalog as it is written, with positions. Their tags
// are the keys of the language: decode.go reads by them, and the JSON Schema is
// derived from them. A key is optional if its tag says omitempty. Criteria and
// comparisons have a key for each row of a table of package status instead.

// mark is embedded by what is read from a mapping and has to be found again.
type mark struct {
	Pos        // of its key, or of itself if it is an item of a list
	whole bool // its keys were read without a mistake
}

func (m *mark) set(p Pos, whole bool) { *m = mark{p, whole} }

type rawCatalog struct {
	Catalog slug            `json:"catalog" jsonschema_description:"The catalog's name: lower-case letters, digits and hyphens."`
	Vendors dict[rawVendor] `json:"vendors" jsonschema_description:"The vendors, by the name of their Go package."`
	Codes   dict[rawCode]   `json:"codes" jsonschema_description:"The status codes, by their number."`
	Allow   many[word]      `json:"allow,omitempty" jsonschema_description:"The ids of warnings to suppress in the whole file."`
}

type rawVendor struct {
	Name     text       `json:"name" jsonschema_description:"The vendor's name for its API."`
	Version  text       `json:"version,omitempty" jsonschema_description:"The version of the API."`
	Overview prose      `json:"overview,omitempty" jsonschema_description:"What the vendor says of its status codes in general. An empty line separates paragraphs."`
	Source   word       `json:"source,omitempty" jsonschema_description:"The address of the vendor's reference."`
	Checked  date       `json:"checked,omitempty" jsonschema_description:"The day on which the catalog was last checked against the reference, as in 2026-01-31."`
	Note     prose      `json:"note,omitempty" jsonschema_description:"What the catalog adds to what the vendor says of all codes, or infers from it."`
	Fallback many[word] `json:"fallback,omitempty" jsonschema_description:"What gives an undocumented code its meaning: the first of these bundled vendors that documents the code; none for its class alone; iana if the key is absent."`
	Classes  dict[text] `json:"classes,omitempty" jsonschema_description:"What the vendor says of a whole class."`

	IdempotencyKey rawKey         `json:"idempotency_key,omitempty" jsonschema_description:"The request header with the idempotency key, or body: with a pointer to it in the request's body."`
	Limits         many[rawLimit] `json:"limits,omitempty" jsonschema_description:"How many requests with one key the vendor takes in how much time."`

	When      many[rawCase] `json:"when,omitempty" jsonschema_description:"What responses with any code mean in special cases. A case changes only what it lists."`
	Wait      rawWait       `json:"wait,omitempty" jsonschema_description:"The wait of every code that is retried. A code's own wait adds to it."`
	ErrorBody rawErrorBody  `json:"error_body,omitempty" jsonschema_description:"Where an error response has the vendor's message and code."`

	Examples many[rawExample] `json:"examples,omitempty" jsonschema_description:"Responses that the vendor really sends with codes that it does not document."`
	Allow    many[word]       `json:"allow,omitempty" jsonschema_description:"The ids of warnings to suppress for this vendor."`
}

type rawCode struct {
	Definition text             `json:"definition" jsonschema_description:"The reason phrase."`
	Contrast   text             `json:"contrast,omitempty" jsonschema_description:"How the vendors' meanings differ, for the page that compares them."`
	Variants   dict[rawVariant] `json:"variants" jsonschema_description:"What each vendor of the file means by the code."`
	Allow      many[word]       `json:"allow,omitempty" jsonschema_description:"The ids of warnings to suppress for this code."`
}

type rawVariant struct {
	mark         `json:"-"`
	undocumented bool

	rawMeaning
	Definition text `json:"definition,omitempty" jsonschema_description:"The vendor's own reason phrase, if it differs from the code's."`
	Name       word `json:"name,omitempty" jsonschema_description:"The name of the Go constant, if the definition gives none or a bad one."`

	When     many[rawCase]    `json:"when,omitempty" jsonschema_description:"What the code means in special cases, which more than the number identifies. The first case that matches counts."`
	Examples many[rawExample] `json:"examples,omitempty" jsonschema_description:"Responses that the vendor really sends in none of the special cases."`
	Allow    many[word]       `json:"allow,omitempty" jsonschema_description:"The ids of warnings to suppress for this variant."`
}

type rawCase struct {
	mark `json:"-"`
	Name slug `json:"name" jsonschema_description:"The case's name in logs and tests: lower-case letters, digits and hyphens."`

	Criteria rawCriteria `json:"-"`

	rawMeaning

	Examples many[rawExample] `json:"examples,omitempty" jsonschema_description:"Responses that the vendor really sends in this case."`
}

// rawMeaning is what a variant or a case means. A variant has a purpose and a kind.
type rawMeaning struct {
	Purpose   text               `json:"purpose,omitempty" jsonschema_description:"When the vendor sends the code."`
	Kind      enum[status.Kind]  `json:"kind,omitempty" jsonschema_description:"What the code means here, whatever its class."`
	Retry     enum[status.Retry] `json:"retry,omitempty" jsonschema_description:"Whether the same request can succeed if it is retried. Only if it differs from the kind's default, and then with a note."`
	Wait      rawWait            `json:"wait,omitempty" jsonschema_description:"How long to wait before the request is retried."`
	By        many[rawBy]        `json:"by,omitempty" jsonschema_description:"What has a limit of its own for each value, so that only its requests are paused: the request's method, host or path, or a header of the response. Without it all requests are paused."`
	Remedy    text               `json:"remedy,omitempty" jsonschema_description:"What the caller does next."`
	Note      text               `json:"note,omitempty" jsonschema_description:"What the catalog adds to what the vendor says, or infers from it."`
	Reference text               `json:"reference,omitempty" jsonschema_description:"Where the vendor or the standard says so."`
}

// rawExample is a response that a vendor sends. It must have the meaning under which
// it stands, and the wait, message and code that it names.
type rawExample struct {
	mark          `json:"-"`
	Name          slug        `json:"name,omitempty" jsonschema_description:"The example's name in tests: lower-case letters, digits and hyphens."`
	Status        word        `json:"status,omitempty" jsonschema_description:"The response's code. Only below a vendor's own list; elsewhere the code is known."`
	Method        word        `json:"method,omitempty" jsonschema_description:"The request's method, GET if absent."`
	Host          word        `json:"host,omitempty" jsonschema_description:"The request's host."`
	Path          word        `json:"path,omitempty" jsonschema_description:"The request's path."`
	Query         dict[texts] `json:"query,omitempty" jsonschema_description:"The parameters of the request's query."`
	RequestHeader dict[lines] `json:"request_header,omitempty" jsonschema_description:"The request's headers."`
	RequestBody   content     `json:"request_body,omitempty" jsonschema_description:"The request's body: a mapping or a list is JSON, a text is sent as it is."`
	Header        dict[lines] `json:"header,omitempty" jsonschema_description:"The response's headers."`
	Body          content     `json:"body,omitempty" jsonschema_description:"The response's body: a mapping or a list is JSON, a text is sent as it is."`
	Wait          duration    `json:"wait,omitempty" jsonschema_description:"The wait that the response specifies, 0s if it specifies none."`
	Message       verbatim    `json:"message,omitempty" jsonschema_description:"The vendor's message that error_body finds."`
	Code          verbatim    `json:"code,omitempty" jsonschema_description:"The vendor's code that error_body finds."`
	Source        word        `json:"source,omitempty" jsonschema_description:"The address at which the example was found, or the word constructed."`
}

// rawLimit has a size, or headers that report it, or both.
type rawLimit struct {
	mark       `json:"-"`
	Requests   count              `json:"requests,omitempty" jsonschema_description:"So many requests pass."`
	Per        duration           `json:"per,omitempty" jsonschema_description:"In any interval of this length."`
	Concurrent count              `json:"concurrent,omitempty" jsonschema_description:"So many requests pass at once."`
	Code       word               `json:"code,omitempty" jsonschema_description:"The code that refuses the next one."`
	Criteria   rawRequestCriteria `json:"-"`
	By         many[rawBy]        `json:"by,omitempty" jsonschema_description:"Each value of this has a limit of its own: of the request's method, host or path, or of a header of the response."`
	Remaining  word               `json:"remaining,omitempty" jsonschema_description:"The header of each response with the number of requests that are left."`
	Reset      rawSource          `json:"reset,omitempty" jsonschema_description:"Where a response says when all of them are back."`
}

// rawBy is a part of the request, or a header of the response.
type rawBy struct {
	part   word
	Header word `json:"header" jsonschema_description:"The name of a header of the response."`
}

// rawRequestCriteria are criteria on parts of the request.
type rawRequestCriteria rawCriteria

// rawCriteria are criteria, in the order of the file. Their keys are the words of
// status.Part; the part's form is what is written under them.
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
	Pointer many[pointer] `json:"pointer,omitempty" jsonschema_description:"A JSON pointer, or several of which one must match; a segment * is any element or member. In XML a segment is an element's name. Without a pointer the body's text is compared."`
	Every   flag          `json:"every,omitempty" jsonschema_description:"Every value that the pointer leads to must match, not just one."`
	rawMatch
}

// rawMatch takes exactly one comparison.
type rawMatch struct {
	mark        `json:"-"`
	Comparisons rawComparisons `json:"-"`
}

// rawComparisons are comparisons, each with the key of an [Operator].
type rawComparisons []rawComparison

type rawComparison struct {
	op     Operator
	values many[literal] // if the operator takes any
}

type rawErrorBody struct {
	mark    `json:"-"`
	Message many[place] `json:"message,omitempty" jsonschema_description:"JSON pointers to the message, tried in order; text is a body that is plain text."`
	Code    many[place] `json:"code,omitempty" jsonschema_description:"JSON pointers to the vendor's own code, tried in order; text is a body that is plain text."`
}

type rawWait struct {
	mark `json:"-"`
	Min  duration `json:"min,omitempty" jsonschema_description:"The first backoff, if the response specifies no wait."`
	Max  duration `json:"max,omitempty" jsonschema_description:"The longest backoff."`

	Attempts count `json:"attempts,omitempty" jsonschema_description:"The most tries that the vendor advises, the first one included."`

	From many[rawSource]   `json:"from,omitempty" jsonschema_description:"Where the response specifies a wait."`
	Take enum[status.Take] `json:"take,omitempty" jsonschema_description:"Which source counts if several specify a wait: the first, or the longest."`
}

type rawSource struct {
	mark   `json:"-"`
	Header word              `json:"header,omitempty" jsonschema_description:"The header's name."`
	Field  word              `json:"field,omitempty" jsonschema_description:"The field with the wait, in a header like a=1;b=2 or a=1, b=2."`
	Body   pointer           `json:"body,omitempty" jsonschema_description:"A pointer into the body."`
	After  literal           `json:"after,omitempty" jsonschema_description:"The text before the wait, if a sentence has the wait in it."`
	Unit   enum[status.Unit] `json:"unit,omitempty" jsonschema_description:"How the wait is written."`
	Refill rawRefill         `json:"refill,omitempty" jsonschema_description:"An allowance that refills at a steady rate: the wait is (need - have) / rate seconds."`
	When   rawWhen           `json:"when,omitempty" jsonschema_description:"The source counts only if these criteria match."`
}

// rawRefill has a pointer to a number each.
type rawRefill struct {
	mark `json:"-"`
	Need pointer `json:"need" jsonschema_description:"A pointer to what the request needs."`
	Have pointer `json:"have" jsonschema_description:"A pointer to what is left."`
	Rate pointer `json:"rate" jsonschema_description:"A pointer to what comes back in a second."`
}

// rawWhen is the condition of a source.
type rawWhen struct {
	mark     `json:"-"`
	Criteria rawCriteria `json:"-"`
}

// rawKey is the name of a header, or a pointer into the request's body.
type rawKey struct {
	word
	Body pointer `json:"body"`
}

func (p Pos) written() bool { return p.Line > 0 }
