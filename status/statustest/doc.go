// Package statustest implements the generated test packages, such as
// status/leadcommerce/leadcommercetest: the examples of a catalog, and a [Vendor]
// that sends them by a script and within the limits of the catalog, on a [Clock]
// that only the test moves.
//
//	vendor := leadcommercetest.NewServer(t)
//	vendor.Script(leadcommercetest.InternalServerError, leadcommercetest.OK)
//	vendor.Clock.Advance(time.Second)
//
// A gate ([statushttp.Policy.Transport]) waits by the real clock. Test it in a
// testing/synctest bubble, where gate and vendor have the clock of the bubble:
//
//	synctest.Test(t, func(t *testing.T) {
//		vendor := leadcommercetest.NewServer(t)
//		client := &http.Client{Transport: policy.Transport(vendor.Client().Transport)}
//		…
//	})
//
// For a catalog that is known only at run time, [Responses] constructs responses. To
// check your own API's handler against a catalog, use [Contract]; to check your own
// [statushttp.Store], use [Store].
package statustest
