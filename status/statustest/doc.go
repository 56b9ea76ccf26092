// Package statustest is what the generated test packages share, such as
// status/leadcommerce/leadcommercetest: the examples of a catalog, and a [Vendor]
// that sends them, by a script and within the limits of the catalog, on a [Clock]
// that only the test moves.
//
//	vendor := leadcommercetest.NewServer(t)
//	vendor.Script(leadcommercetest.InternalServerError, leadcommercetest.OK)
//	vendor.Clock.Advance(time.Second)
//
// A gate ([statushttp.Policy.Transport]) waits by the real clock. Test the two
// together in a testing/synctest bubble, where both have the clock of the bubble:
//
//	synctest.Test(t, func(t *testing.T) {
//		vendor := leadcommercetest.NewServer(t)
//		client := &http.Client{Transport: policy.Transport(vendor.Client().Transport)}
//		…
//	})
//
// If a program knows its catalog only at run time, [Responses] builds plain
// responses from it. A team that serves an API checks its handler with [Contract].
package statustest
