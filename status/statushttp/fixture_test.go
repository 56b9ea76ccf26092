package statushttp_test

import (
	"github.com/statuscat/statuscat/status"
	fixture "github.com/statuscat/statuscat/status/statushttp/internal/acme"
)

// Words of package status, short enough for tables.
const (
	never      = status.RetryNever
	change     = status.RetryAfterChange
	idempotent = status.RetryIfIdempotent
	always     = status.RetryAlways
)

type (
	acmeStatus  = fixture.Status
	bravoStatus = fixture.BravoStatus
)

var (
	acme, bravo                      = fixture.Catalog, fixture.Bravo
	acmeWait, acmeRows               = fixture.Wait, fixture.Rows
	part, is, header, field, literal = fixture.Part, fixture.Is, fixture.Header, fixture.Field, fixture.Literal
	answer, request, from, rest      = fixture.Answer, fixture.Request, fixture.From, fixture.Rest
	policy, firstWait                = fixture.Policy, fixture.FirstWait
	heads                            = fixture.Heads
	largeError                       = fixture.LargeError
	noon, noJitter                   = fixture.Noon, fixture.NoJitter
)
