// Statuscat compiles catalogs of HTTP status codes into Go packages and
// reference documentation, one of each a vendor.
//
// A catalog is a YAML file that says what each code means at each vendor:
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
// With this file as acme.yaml, the command
//
//	statuscat gen --go . acme.yaml
//
// writes the file acme/status_gen.go: package acme with a type Status, the constant
//
//	const Forbidden Status = 403
//
// and methods such as
//
//	func (s Status) Kind() status.Kind   // status.KindRateLimited
//	func (s Status) Retry() status.Retry // status.RetryAlways
//	func (s Status) Wait() status.Wait   // at least 1s
//
// Typically go generate runs it. In the module that has the catalog, run
//
//	go get -tool github.com/statuscat/statuscat/cmd/statuscat
//
// and write into any of its Go files
//
//	//go:generate go tool statuscat gen --go . --markdown docs acme.yaml
//
// Paths are relative to the file that has the line.
//
// The subcommand init starts a catalog, words lists the values that its keys
// accept, lint reports errors and warnings, explain and list look up codes, diff
// reports what a change does to callers, and serve runs a fake vendor. If no
// catalog is named, they read the bundled ones. The README describes each of them.
//
// # What gen guarantees
//
// Each file is whole at every moment: gen writes its content to a temporary file
// beside it, .statuscat-*.tmp, and renames that. It writes all temporary files
// before the first rename. If a rename fails, it undoes those before it. A run that
// is interrupted or terminated leaves no temporary file behind. A run that is
// killed may leave some, and may leave some files new and others old; the next run
// updates these files and removes the temporary ones. Runs on one destination do
// not wait for each other: if two runs write different content, each file may be of
// either.
//
// Gen replaces a file only if a line of it is the mark of a file that was generated
// from a catalog of the same file name. Line ends do not count as a difference.
//
// A replaced file keeps its mode. Its owner, access lists and extended attributes
// are those of a new file, and other hard links keep the old content. Gen does not
// follow links below the destination, does not change read-only files and folders,
// and reads regular files only.
//
// # Exit codes
//
//	0  success
//	1  findings: errors in a catalog, generated files out of date
//	2  usage: a wrong flag or argument
//	3  environment: a file that cannot be read or written
package main
