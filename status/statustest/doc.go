// Package statustest is what the generated test packages share, such as
// status/leadcommerce/leadcommercetest: the answers that a vendor gives, and a
// [Vendor] that gives them, by a script and within the limits of its catalog, on
// a [Clock] that only the test moves.
//
//	vendor := leadcommercetest.NewServer(t)
//	vendor.Script(leadcommercetest.InternalServerError, leadcommercetest.OK)
//	vendor.Clock.Advance(time.Second)
//
// A program that has a catalog only at run time makes plain answers of it with
// [Responses].
package statustest
