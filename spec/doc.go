// Package spec is the catalog language: it reads a YAML catalog, checks it and
// yields the model that the emitters print.
//
//	c, err := spec.Load("acme.yaml", src)   // err is an ErrorList, every mistake at once
//	warnings := spec.Lint(c)                // what is legal and still looks wrong
//
// # The language
//
// A catalog is one YAML document of at most [MaxSize] bytes:
//
//	catalog: commerce              # its name: lower-case letters, digits, hyphens
//	vendors:
//	  leadcommerce:                # the key is the name of the Go package
//	    name: Lead Commerce API
//	    version: V2                # optional
//	    overview: …                # optional; an empty line separates paragraphs
//	    source: https://…          # optional; the vendor's reference
//	    fallback: iana             # what undocumented codes mean: iana (the default) or none
//	    classes: {2xx: …, 5xx: …}  # optional
//	codes:
//	  403:                         # 100 to 999, in plain digits
//	    definition: Forbidden      # the reason phrase
//	    contrast: …                # optional; what sets the vendors' readings apart
//	    variants:                  # every vendor of the file, each a mapping or the word undocumented
//	      leadcommerce:
//	        purpose: …             # when the vendor sends it
//	        kind: rate-limited     # what it means here, see status.Kind
//	        retry: always          # only where it departs from the kind's default, and then with a note
//	        wait: {min: 1s, max: 1h, default: 5s}   # Go durations; only on what is retried
//	        remedy: …              # optional; what the caller does next
//	        note: …                # optional; what the catalog adds or infers
//	        reference: …           # optional; where it is said, for one code
//	        definition: …          # optional; overrides the code's
//	        name: …                # optional; overrides the constant's name
//
// A number alone is not always enough. Cases tell the meanings of a code
// apart; the first whose criteria all hold counts, and if none does, the
// variant's own meaning stands:
//
//	when:
//	  - name: secondary-limit
//	    header: {name: Retry-After, present: true}     # equals, in, prefix, suffix, contains, present or absent
//	    body: {pointer: /error/code, in: [slow, busy]} # a JSON pointer, or a list of them; none is the body's text
//	    media_type: application/json
//	    method: POST
//	    kind: rate-limited         # and retry, wait, purpose, remedy, note
//
// Each criterion may be a list, and header and body criteria of a list must all
// hold. Of several pointers any may do, and in a pointer the segment * is any
// element of an array or member of an object. Values in quotes are texts; bare
// ones are numbers, true or false.
//
// A vendor can have, beside its texts:
//
//	when: […]                      # for any code; changes only what it lists; takes status: [5xx, 429] too
//	wait:                          # for every code that is retried; a code's own wait adds to it
//	  from: [{header: Retry-After-Ms, unit: milliseconds}, {body: /retry/in, unit: duration}]
//	  take: first                  # or longest
//	  max: 1m
//	error_body: {message: [/error/message, text], code: [/error/code, /error/type]}
//
// The units of a wait are those of [status.Unit].
//
// Texts are prose. White space in them folds as in HTML: a run of spaces and
// line breaks is one space. They hold no control characters and no invisible
// direction marks. Aliases are expanded, within limits; merge keys, tags
// and directives are not part of the language.
//
// # The pipeline
//
// One direction, one file a step:
//
//	scan.go     bytes    → bytes known to be text of a sane size
//	yaml.go     bytes    → nodes with positions (the only file that knows the YAML library)
//	decode.go   nodes    → raw structs with positions (raw.go, also the source of the JSON Schema; leaves.go)
//	check.go    raw      → the rules that need more than one place, and the model (model.go);
//	                       refine.go and order.go check cases, names.go makes the constants' names
//	lint.go     model    → warnings
package spec
