// Package status is the vocabulary that statuscat's generated packages share:
// what a status code means at one vendor ([Kind]), who has to act ([Fault]), whether a
// retry can succeed ([Retry]), and how long to wait before it ([Wait]).
//
// A generated package such as status/leadcommerce has a type Status with these as
// methods, and a [Catalog] for code that works with any vendor:
//
//	func describe(c *status.Catalog, code int) string {
//		row, documented := c.Lookup(code)
//		…
//	}
//
// The words are those of the YAML catalogs: every type here reads and writes
// them as text ("rate-limited", "if-idempotent"), so they stand in flags, JSON
// and logs as they stand in a catalog.
//
// The package imports the standard library only, runs no code at start-up, and
// everything in it is safe for concurrent use as long as nobody writes to a
// Catalog's rows.
package status
