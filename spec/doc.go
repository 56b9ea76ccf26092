// Package spec is the catalog language. It reads a YAML catalog, checks it and returns
// the model that the printers print.
//
//	c, err := spec.Load("acme.yaml", src)   // err is an ErrorList with every mistake
//	warnings := spec.Lint(c, time.Time{})   // what is legal and still looks wrong
//
// # The language
//
// A catalog is one YAML document of at most [MaxSize] bytes:
//
//	catalog: commerce              # its name: lower-case letters, digits, hyphens
//	vendors:
//	  leadcommerce:                # the key is the name of the Go package
//	    name: Lead Commerce API
//	    version: V2                # optional, as all that follows
//	    source: https://…          # the vendor's reference
//	    checked: 2026-11-24        # the day on which the catalog was last checked against it
//	    overview: …                # an empty line separates paragraphs
//	    note: …                    # what the catalog adds about all codes
//	    classes: {2xx: …, 5xx: …}
//	    fallback: iana             # what undocumented codes mean: none, or bundled vendors in order ([cloudflare, iana]); iana if absent
//	    idempotency_key: Idempotency-Key   # the request header with the key; or {body: /idempotency_key}, a pointer into the request's body
//	    limits:                    # on all requests with one key
//	      - {requests: 500, per: 1h, code: 509}
//	      - {requests: 10, per: 1m, code: 429, path: {prefix: /v1/search}}   # of these requests only
//	      - {requests: 5, per: 5s, code: 429, by: [method, path]}            # for each value of its own
//	      - {concurrent: 10, code: 429}                                      # so many at once
//	      - {remaining: X-Left, reset: {header: X-Reset, unit: epoch-seconds}, by: {header: X-Bucket}}   # the response names the bucket
//	codes:
//	  403:                         # 100 to 999, in plain digits
//	    definition: Forbidden      # the reason phrase
//	    contrast: …                # optional; how the vendors' meanings differ
//	    variants:                  # every vendor of the file, each a mapping or the word undocumented
//	      leadcommerce:
//	        purpose: …             # when the vendor sends it
//	        kind: rate-limited     # what it means here, see status.Kind
//	        retry: always          # only if it differs from the kind's default, and then with a note
//	        wait: {min: 1s, max: 1h, attempts: 5}   # the backoff if the response specifies no wait, and how many tries; only on what is retried
//	        by: [method, path]     # optional; what a throttling response pauses, if not all requests
//	        remedy: …              # optional; what the caller does next
//	        note: …                # optional; what the catalog adds or infers
//	        reference: …           # optional; where the vendor says so, for one code
//	        definition: …          # optional; overrides the code's
//	        name: …                # optional; overrides the constant's name
//
// The number alone is not always enough. A case is a meaning with criteria. The first
// case counts whose criteria all match; if none matches, the variant's own meaning
// counts:
//
//	when:
//	  - name: secondary-limit
//	    header: {name: Retry-After, present: true}
//	    body: {pointer: /error/code, in: [slow, busy]} # a pointer, or a list of them; the body's text if absent
//	    media_type: application/json
//	    method: POST               # of the request, as are the next four
//	    host: {suffix: .acme.example}
//	    path: {prefix: /v1/search}
//	    query: {name: dry_run, not: "0"}
//	    request_header: {name: X-Batch, present: true}
//	    kind: rate-limited         # and retry, wait, by, purpose, remedy, note, reference
//
// A criterion compares a [status.Part] by a [status.Op]; in is another word for equals
// with several values. A criterion may be a list, of which every element must match;
// only method, media_type and status list alternatives. If there are several pointers,
// one must match. The segment * of a pointer is any element of an array or member of
// an object; with every: true all values that it leads to must match. In an XML body a
// segment is an element's name. Values in quotes are texts; bare ones are numbers, true
// or false.
//
// A vendor can have, beside its texts:
//
//	when: […]                      # for any code; changes only what it lists; may have status: [5xx, 429]
//	wait:                          # for every code that is retried; a code's own wait adds to it
//	  from: [{header: Retry-After-Ms, unit: milliseconds}, {body: /message, after: "try again in ", unit: duration}]
//	  take: first                  # or longest
//	error_body: {message: [/error/message, text], code: [/error/code, {header: X-Error-Code}]}
//
// A wait source is a header, a field of a header, a field of the body, or an
// allowance that refills. With when it counts only if its criteria match:
//
//	from:
//	  - {header: RateLimit-Endpoint, field: resets, unit: seconds}   # of a=1;resets=7 or a=1, resets=7
//	  - {header: X-Reset, unit: epoch-seconds, when: {header: {name: X-Left, equals: "0"}}}
//	  - {refill: {need: /cost/requested, have: /cost/available, rate: /cost/restoreRate}}   # (need - have) / rate seconds
//
// The units of a wait are those of [status.Unit]. Retry-After is read after the sources
// of the catalog, unless one of them is that header.
//
// # Examples
//
// An example is a response that the vendor really sends. It stands under the meaning
// that it must have: a variant, a case, or a case of the vendor (there with its
// status); for an undocumented code, it stands under the vendor. Load checks each
// against that meaning and against the wait, message and code that it names:
//
//	examples:
//	  - name: short                # optional
//	    method: POST               # of the request, as are host, path, query, request_header and request_body; GET if absent
//	    query: {dry_run: 1}
//	    header: {Retry-After: 2}   # a list if it comes in several lines
//	    body: {error: {code: slow, message: Slow down}}   # a mapping or a list is JSON, a text is sent as it is
//	    wait: 2s                   # the wait that it specifies; 0s if it specifies none
//	    message: Slow down         # what error_body finds
//	    code: slow
//
// Times in it are relative to its own Date header, or else to the start of 2025.
// A case without an example gets one that is made from its criteria, if that matches.
//
// # Texts and warnings
//
// Texts are prose. White space in them folds as in HTML: a run of spaces and line
// breaks is one space. Control characters and invisible characters are errors. Aliases
// are expanded, within limits; a catalog cannot have merge keys, tags and directives.
//
// An allow: [id] at the catalog, a vendor, a code or a variant suppresses the warnings
// of that rule there; see [Rules].
//
// # The pipeline
//
// Four stages, and no file uses what a later one declares:
//
//	reader    scan.go        bytes    → bytes known to be text of a sane size
//	          yaml.go        bytes    → nodes with positions (the only file that imports the YAML library);
//	                                    package syntax finds position and cause of what the library rejects
//	          errors.go      positions and diagnostics; suggest.go, for "did you mean"
//	language  raw.go         the keys; keys.go lists them; leaves.go, values.go, content.go and names.go, their values
//	          decode.go      nodes    → raw structs with positions; indent.go moves what is a level off
//	model     check.go       raw      → model.go, by the rules that need more than one place;
//	                                    check_*.go, a file a part of the catalog; cases.go and criteria.go, for cases
//	          lint.go        model    → warnings
//	          load.go        all of these in their order; bundled.go, for the catalogs that come with the program
//	printers  facts.go       the facts of a code, a case and a vendor, in one order, by the tables of fields.go
//	          schema.go      the JSON Schema of the keys, and schema_leaves.go of their values
package spec
