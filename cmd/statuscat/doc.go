// Statuscat compiles catalogs of HTTP status codes into Go packages and
// reference documentation, one of each a vendor.
//
// The same code does not mean the same thing everywhere: one vendor's 403 is a
// missing permission, another's is a speed limit that is over in a second. A
// catalog is a YAML file that says what each code means at each vendor:
//
//	catalog: acme
//	vendors:
//	  acme:
//	    name: Acme API
//	codes:
//	  403:
//	    definition: Forbidden
//	    variants:
//	      acme:
//	        purpose: More than ten requests came within a second.
//	        kind: rate-limited
//	        wait: {min: 1s}
//	        note: Most vendors have 429 for this, and 403 for permissions.
//
// With this file as acme.yaml, running this command
//
//	statuscat gen --go . acme.yaml
//
// in the same directory creates the file acme/status_gen.go, in package acme,
// with a type Status, the constant
//
//	const Forbidden Status = 403
//
// and methods that answer what a program has to decide:
//
//	func (s Status) Kind() status.Kind   // status.KindRateLimited
//	func (s Status) Retry() status.Retry // status.RetryAlways
//	func (s Status) Wait() status.Wait   // at least 1s
//	func (s Status) IsRetryable() bool
//	func (s Status) Error() string
//
// among others. Add --markdown to have a reference page written as well, from
// the same catalog, so that it cannot drift from the code.
//
// Typically this is run by go generate. The module that holds the catalog gets
// the command and the runtime with
//
//	go get -tool github.com/statuscat/statuscat/cmd/statuscat
//
// and says in any of its Go files
//
//	//go:generate go tool statuscat gen --go . --markdown docs acme.yaml
//
// Paths are relative to the file that holds the line. To put a single vendor's
// files straight into a folder whose package has another name, use --package:
//
//	//go:generate go tool statuscat gen --go . --vendor acme --package apistatus ../api/acme.yaml
//
// A run writes only the files that changed, and none where anything is wrong.
// With --check it writes nothing and fails where a file is stale, missing or
// orphaned, which is what a CI job wants.
//
// Init starts a catalog with the codes that every API has, and words lists what
// can stand in it; schema is for the editor in which it is written:
//
//	statuscat init acme
//	statuscat words
//	statuscat schema > catalog.schema.json
//
// The other verbs read. Lint reports what is wrong in a catalog, explain tells
// all that is known of one code, and list shows many. Without a catalog they take
// those that come with statuscat: the vendors it knows and IANA's registry.
//
//	statuscat lint --strict acme.yaml
//	statuscat explain leadcommerce 403
//	statuscat list --kind rate-limited,quota-exhausted
//
// Diff tells what a change of a catalog does to those who use its package, and
// which part of a semantic version has to rise for it:
//
//	statuscat diff --against main --allow minor acme.yaml
//
// Serve plays a vendor on the loopback interface, for clients in any language:
//
//	statuscat serve --script 500,200 leadcommerce
//
// # What gen promises
//
// Every file is whole at every moment: its new content is written to a temporary
// file beside it, .statuscat-*.tmp, and then renamed. All temporary files are
// written before the first rename, and a rename that fails undoes those before it.
// A run that is interrupted or terminated leaves no temporary file behind. A run
// that is killed may leave some, and some files new and others old; the next run
// updates these files and removes the temporary ones. Runs on one destination do
// not wait for each other: if two runs write different content, the files may be of
// either.
//
// A file is replaced only if it was generated from a catalog of the same file
// name: a line of it is exactly the mark that such a file carries. Line ends are
// no difference.
//
// A replaced file keeps its mode. Its owner, access lists and extended attributes
// are those of a new file, and other hard links keep the old content. Links are
// not followed below the destination, read-only files and folders are left as
// they are, and only regular files are read.
//
// # Exit codes
//
//	0  all is well
//	1  findings: mistakes in a catalog, files that are not up to date
//	2  usage: a flag or an argument that makes no sense
//	3  environment: a file that cannot be read or written
package main
