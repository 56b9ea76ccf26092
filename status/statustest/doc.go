// Package statustest helps to test code that depends on a vendor's status
// codes. It plays the vendor, from the vendor's own catalog.
//
// [Responses] makes a response for everything that a vendor can answer, so that
// one loop is a table test of it all:
//
//	for _, c := range statustest.Responses(leadcommerce.Catalog) {
//		if got := statushttp.Classify(leadcommerce.Catalog, c.Response); got != c.Want {
//			t.Errorf("%s: %s", c.Name, got.Reason())
//		}
//	}
//
// [NewServer] starts a server that answers as the vendor does, by a script or by
// the vendor's limits on a clock that only the test moves:
//
//	server := statustest.NewServer(leadcommerce.Catalog)
//	defer server.Close()
//	server.Script(403, 403, 200)
//
// Everything here is safe for concurrent use.
package statustest
