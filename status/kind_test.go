package status_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/internal/diff"
)

// gRPC's own names and numbers, from google/rpc/code.proto.
const (
	grpcOK                 = 0
	grpcUnknown            = 2
	grpcInvalidArgument    = 3
	grpcDeadlineExceeded   = 4
	grpcNotFound           = 5
	grpcPermissionDenied   = 7
	grpcResourceExhausted  = 8
	grpcFailedPrecondition = 9
	grpcAborted            = 10
	grpcOutOfRange         = 11
	grpcUnimplemented      = 12
	grpcInternal           = 13
	grpcUnavailable        = 14
	grpcUnauthenticated    = 16
)

type implied struct {
	Class status.Class
	Fault status.Fault
	Retry status.Retry
	GRPC  uint32
}

func TestKind(t *testing.T) {
	const (
		info, success, redirect, client, server = 1, 2, 3, 4, 5

		nobody, caller, account, vendor = status.FaultNobody, status.FaultCaller, status.FaultAccount, status.FaultServer

		never, change, idempotent, always = status.RetryNever, status.RetryAfterChange, status.RetryIfIdempotent, status.RetryAlways
	)
	oracle := []struct {
		kind   status.Kind
		want   implied
		reason string
	}{
		{status.KindUnknown, implied{0, nobody, never, grpcUnknown}, "nothing is known, so nothing is risked"},

		{status.KindInformational, implied{info, nobody, never, grpcOK}, "the final answer is on its way"},
		{status.KindOK, implied{success, nobody, never, grpcOK}, "it is done"},
		{status.KindCreated, implied{success, nobody, never, grpcOK}, "once more would make a second one"},
		{status.KindAccepted, implied{success, nobody, never, grpcOK}, "the work was taken on"},
		{status.KindNoContent, implied{success, nobody, never, grpcOK}, "it is done"},
		{status.KindPartial, implied{success, nobody, never, grpcOK}, "what was asked for is done"},

		{status.KindMoved, implied{redirect, caller, never, grpcUnknown}, "the caller's address is stale for good"},
		{status.KindRedirected, implied{redirect, nobody, never, grpcUnknown}, "the address is right and is to be kept"},
		{status.KindDeprecated, implied{redirect, caller, never, grpcUnknown}, "the caller has to port the call"},
		{status.KindNotModified, implied{redirect, nobody, never, grpcOK}, "the caller has what it wants"},

		{status.KindInvalidRequest, implied{client, caller, never, grpcInvalidArgument}, "the request is wrong"},
		{status.KindUnauthenticated, implied{client, caller, never, grpcUnauthenticated}, "the credentials are in the request"},
		{status.KindPaymentRequired, implied{client, account, change, grpcFailedPrecondition}, "a bill is outside the request"},
		{status.KindPermissionDenied, implied{client, account, change, grpcPermissionDenied}, "a permission is granted, not waited for"},
		{status.KindNotFound, implied{client, caller, never, grpcNotFound}, "the request names the wrong thing"},
		{status.KindGone, implied{client, caller, never, grpcNotFound}, "it will not come back"},
		{status.KindMethodNotAllowed, implied{client, caller, never, grpcUnimplemented}, "the request has the wrong method"},
		{status.KindNotAcceptable, implied{client, caller, never, grpcInvalidArgument}, "the request wants the wrong format"},
		{status.KindRequestTimeout, implied{client, caller, idempotent, grpcDeadlineExceeded}, "the same may arrive in time; RFC 9110, 15.5.9"},
		{status.KindConflict, implied{client, caller, change, grpcAborted}, "the conflicting record is outside the request"},
		{status.KindPreconditionFailed, implied{client, caller, never, grpcFailedPrecondition}, "the condition is in the request"},
		{status.KindTooLarge, implied{client, caller, never, grpcInvalidArgument}, "it stays as large"},
		{status.KindUnsupportedMediaType, implied{client, caller, never, grpcInvalidArgument}, "it stays in that format"},
		{status.KindRangeNotSatisfiable, implied{client, caller, never, grpcOutOfRange}, "the request has the wrong range"},
		{status.KindMisdirected, implied{client, caller, always, grpcUnavailable}, "another connection takes it; RFC 9110, 15.5.20"},
		{status.KindTooEarly, implied{client, caller, always, grpcUnavailable}, "the server put it off untouched; RFC 8470, 5.2"},
		{status.KindUpgradeRequired, implied{client, caller, never, grpcFailedPrecondition}, "the request speaks the old protocol"},
		{status.KindLegallyUnavailable, implied{client, nobody, never, grpcPermissionDenied}, "neither side can do anything"},
		{status.KindRateLimited, implied{client, caller, always, grpcResourceExhausted}, "refused at the gate, and soon over"},
		{status.KindQuotaExhausted, implied{client, account, always, grpcResourceExhausted}, "refused at the gate, and over with the period"},
		{status.KindPlanLimit, implied{client, account, change, grpcResourceExhausted}, "waiting is no cure"},
		{status.KindDisabled, implied{client, account, change, grpcFailedPrecondition}, "somebody has to turn the switch"},

		{status.KindInternal, implied{server, vendor, idempotent, grpcInternal}, "it may have taken effect"},
		{status.KindNotImplemented, implied{server, caller, never, grpcUnimplemented}, "the server is sound and lacks the function"},
		{status.KindTimeout, implied{server, vendor, idempotent, grpcDeadlineExceeded}, "the server behind may have done it"},
		{status.KindBadGateway, implied{server, vendor, idempotent, grpcUnavailable}, "the server behind may have done it"},
		{status.KindUnavailable, implied{server, vendor, idempotent, grpcUnavailable}, "a 503 does not promise that nothing happened"},
		{status.KindInsufficientStorage, implied{server, vendor, change, grpcResourceExhausted}, "somebody has to make room; RFC 4918, 11.5"},
	}
	if got, want := len(oracle), len(status.Kinds())+1; got != want {
		t.Errorf("the oracle has %d kinds, want %d: Kinds and the unknown one", got, want)
	}
	for i, tt := range oracle {
		if tt.kind != status.Kind(i) {
			t.Fatalf("row %d of the oracle is %v", i, tt.kind)
		}
		got := implied{tt.kind.Class(), tt.kind.Fault(), tt.kind.Retry(), tt.kind.GRPC()}
		if diff := diff.Diff(tt.want, got); diff != "" {
			t.Errorf("%v: %s (-want +got):\n%s", tt.kind, tt.reason, diff)
		}
	}
}

// A Kind that is none of the constants comes from a cast, or from a newer
// release; it is unknown to every method.
func TestKindOutOfRange(t *testing.T) {
	for i := len(status.Kinds()) + 1; i < 256; i++ {
		k := status.Kind(i)
		got := implied{k.Class(), k.Fault(), k.Retry(), k.GRPC()}
		if diff := diff.Diff(implied{status.ClassUnknown, status.FaultNobody, status.RetryNever, grpcUnknown}, got); diff != "" {
			t.Errorf("Kind(%d) (-want +got):\n%s", i, diff)
		}
	}
}

// Throttling is the one pair of kinds for which a client slows down as well as
// repeats; a plan's limit is exhausted, too, and no slowing down cures it.
func TestKindIsThrottled(t *testing.T) {
	for _, k := range append(status.Kinds(), status.KindUnknown, status.Kind(255)) {
		want := k == status.KindRateLimited || k == status.KindQuotaExhausted
		if got := k.IsThrottled(); got != want {
			t.Errorf("%v: IsThrottled is %t, want %t", k, got, want)
		}
	}
}

// What a kind is stands in its constant's comment, for who reads the code, and in
// its row, for who asks the program.
func TestKindDocs(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "kind.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.ValueSpec); ok && len(s.Names) == 1 {
			comments[s.Names[0].Name] = strings.Join(strings.Fields(s.Doc.Text()), " ")
		}
		return true
	})
	said := map[string]bool{}
	for name, comment := range comments {
		said[strings.TrimPrefix(comment, name+" ")] = true
	}
	for _, k := range status.Kinds() {
		if !said["is "+k.Doc()+"."] {
			t.Errorf("no constant of kind.go has the comment that kind %s is %s.", k, k.Doc())
		}
	}
}
