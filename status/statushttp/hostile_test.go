package statushttp_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/statuscat/statuscat/status"
)

// conversation is what a server says after a request, and how.
type conversation struct {
	method string // of the request; GET if empty
	head   string // up to the empty line
	pieces []string
	pause  time.Duration // before each piece
	ever   bool          // the last piece comes again and again
	stall  bool          // the connection stays open, and nothing more comes
}

const longest = 10 * time.Second // of the request's context

// over plays a conversation with http.Client over a connection in memory, and
// hands the response to the test.
func over(t *testing.T, c conversation, test func(resp *http.Response, err error)) {
	hangUp, hungUp := make(chan struct{}), make(chan struct{})
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() {
			defer close(hungUp)
			defer there.Close()
			if _, err := http.ReadRequest(bufio.NewReader(there)); err != nil {
				return
			}
			if _, err := io.WriteString(there, strings.ReplaceAll(c.head, "\n", "\r\n")+"\r\n\r\n"); err != nil {
				return
			}
			for i := 0; i < len(c.pieces); i++ {
				select {
				case <-time.After(c.pause):
				case <-hangUp:
					return
				}
				if _, err := io.WriteString(there, c.pieces[i]); err != nil {
					return
				}
				if c.ever && i == len(c.pieces)-1 {
					i--
				}
			}
			if c.stall {
				<-hangUp
			}
		}()
		return here, nil
	}}
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, c.method, "http://hostile.example/orders", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip") // so that the transport leaves a packed body alone
	resp, err := transport.RoundTrip(req)
	test(resp, err)
	if resp != nil {
		resp.Body.Close()
	}
	close(hangUp)
	<-hungUp
	transport.CloseIdleConnections()
}

// hostile has about a hundred of them.
func hostile() map[string]conversation {
	all := map[string]conversation{}
	bodies := map[string]string{
		"JSON":          slowDown,
		"nothing":       "",
		"half":          slowDown[:20],
		"packed":        packed(slowDown),
		"a bomb":        packed(`{"error":{"reason":"slowDown","padding":"` + strings.Repeat("0", 1<<20) + `"}}`),
		"packed badly":  packed(slowDown)[:25] + "broken",
		"XML":           "<Error>" + strings.Repeat("<a>", 1000) + "</Error>",
		"NULs":          strings.Repeat("\x00\xff", 1000),
		"much":          strings.Repeat("much more than the limit ", 1<<14),
		"deep brackets": strings.Repeat("[{", 1<<14),
	}
	framings := map[string]func(body string) (header string, wire string){
		"sized":         func(b string) (string, string) { return fmt.Sprintf("\nContent-Length: %d", len(b)), b },
		"sized too big": func(b string) (string, string) { return fmt.Sprintf("\nContent-Length: %d", len(b)+1000), b },
		"sized small":   func(b string) (string, string) { return fmt.Sprintf("\nContent-Length: %d", len(b)/2), b },
		"chunked": func(b string) (string, string) {
			if b == "" {
				return "\nTransfer-Encoding: chunked", "0\r\n\r\n"
			}
			return "\nTransfer-Encoding: chunked\nTrailer: X-A", fmt.Sprintf("%x\r\n%s\r\n0\r\nX-A: b\r\n\r\n", len(b), b)
		},
		"chunked badly": func(b string) (string, string) {
			return "\nTransfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s\r\nzz\r\n", len(b), b)
		},
		"chunked, cut off": func(b string) (string, string) {
			return "\nTransfer-Encoding: chunked", fmt.Sprintf("%x\r\n%s", len(b)+9, b)
		},
		"until the end": func(b string) (string, string) { return "\nConnection: close", b },
		"gzip by its header": func(b string) (string, string) {
			return fmt.Sprintf("\nContent-Encoding: gzip\nContent-Length: %d", len(b)), b
		},
	}
	for body, text := range bodies {
		for framing, frame := range framings {
			header, wire := frame(text)
			c := conversation{head: "HTTP/1.1 403 Forbidden" + header, pieces: []string{wire}}
			all[framing+", "+body] = c
			if body == "JSON" {
				c.pieces, c.pause = strings.Split(wire, ""), 10*time.Millisecond
				all[framing+", in time, bit by bit"] = c
				c.pause = 900 * time.Millisecond
				all[framing+", too late, bit by bit"] = c
				c.pieces, c.pause, c.stall = []string{wire[:len(wire)/2]}, 0, true
				all[framing+", and then silence"] = c
			}
		}
	}
	for name, c := range map[string]conversation{
		"a flood":                {head: "HTTP/1.1 403 Forbidden", pieces: []string{strings.Repeat("x", 1<<16)}, pause: time.Second / 10, ever: true},
		"a flood of chunks":      {head: "HTTP/1.1 403 Forbidden\nTransfer-Encoding: chunked", pieces: []string{"1\r\nx\r\n"}, pause: time.Second / 10, ever: true},
		"a stream of events":     {head: "HTTP/1.1 200 OK\nContent-Type: text/event-stream", pieces: []string{"data: {\"ok\":false}\n\n"}, pause: time.Second, ever: true},
		"an endless 200":         {head: "HTTP/1.1 200 OK\nContent-Type: application/json", pieces: []string{`{"ok":false,"a":"`, "b"}, pause: time.Second, ever: true},
		"silence":                {head: "HTTP/1.1 403 Forbidden", stall: true},
		"silence, sized":         {head: "HTTP/1.1 403 Forbidden\nContent-Length: 9", stall: true},
		"another protocol":       {head: "HTTP/1.1 101 Switching Protocols\nUpgrade: x\nConnection: Upgrade", pieces: []string{"hello"}, stall: true},
		"interim answers":        {head: "HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\n\nHTTP/1.1 403 Forbidden\nContent-Length: 55", pieces: []string{slowDown}},
		"interim answers only":   {head: strings.Repeat("HTTP/1.1 103 Early Hints\n\n", 9) + "HTTP/1.1 102 Processing", stall: true},
		"a HEAD":                 {method: "HEAD", head: "HTTP/1.1 403 Forbidden\nContent-Length: 55"},
		"a HEAD with a body":     {method: "HEAD", head: "HTTP/1.1 403 Forbidden\nContent-Length: 55", pieces: []string{slowDown}},
		"a 204 with a body":      {head: "HTTP/1.1 204 No Content\nContent-Length: 55", pieces: []string{slowDown}},
		"a 304 with a body":      {head: "HTTP/1.1 304 Not Modified\nContent-Length: 55", pieces: []string{slowDown}},
		"HTTP/1.0":               {head: "HTTP/1.0 403 Forbidden", pieces: []string{slowDown}},
		"a great code":           {head: "HTTP/1.1 999 No\nContent-Length: 0"},
		"a hundred Retry-Afters": {head: "HTTP/1.1 429 No\nContent-Length: 0" + strings.Repeat("\nRetry-After: 1", 100)},
		"a great Retry-After":    {head: "HTTP/1.1 429 No\nContent-Length: 0\nRetry-After: " + strings.Repeat("9", 1<<16)},
		"a great Date":           {head: "HTTP/1.1 403 No\nContent-Length: 0\nX-RateLimit-Remaining: 0\nX-RateLimit-Reset: 9\nDate: " + strings.Repeat("Sun, ", 1<<12)},
		"a great media type":     {head: "HTTP/1.1 200 OK\nContent-Length: 0\nContent-Type: " + strings.Repeat("a/", 1<<15)},
		"no answer at all":       {head: "", stall: true},
		"garbage":                {head: "SSH-2.0-OpenSSH_9.6"},
	} {
		all[name] = c
	}
	return all
}

// Whatever a server does, deciding ends with the request's context at the latest,
// the caller reads what there would have been to read without it, and no
// goroutine is left: synctest waits for all of them.
func TestHostileServer(t *testing.T) {
	c := acme
	rows, limited := acmeRows, *acmeRows[429]
	rows[429] = &limited
	limited.Wait.From = append([]status.WaitSource{{Header: "Ratelimit", Unit: status.UnitRateLimit}, {Body: "/error/message", After: "in ", Unit: status.UnitDuration}}, acmeWait.From...)
	c.Rows = &rows
	log.SetOutput(io.Discard) // net/http's words about it
	defer log.SetOutput(os.Stderr)
	all := hostile()
	if len(all) < 100 {
		t.Errorf("%d kinds, want a hundred", len(all))
	}
	for name, conversation := range all {
		t.Run(name, func(t *testing.T) {
			var plain, looked []byte
			var plainErr, lookedErr error
			synctest.Test(t, func(t *testing.T) {
				over(t, conversation, func(resp *http.Response, err error) {
					if plainErr = err; err == nil && resp.StatusCode != 101 {
						plain, plainErr = io.ReadAll(resp.Body)
					}
				})
			})
			synctest.Test(t, func(t *testing.T) {
				over(t, conversation, func(resp *http.Response, err error) {
					p, start := policy(&c), time.Now()
					if resp != nil {
						v := p.Classify(resp)
						p.Check(resp)
						p.CheckRetry(resp.Request.Context(), resp, nil)
						if after := p.Classify(resp); after.Kind != v.Kind && resp.Request.Context().Err() == nil {
							t.Errorf("asked again, %s; before, %s", after.Reason(), v.Reason())
						}
					}
					p.Decide(t.Context(), 1, resp, err)
					if took := time.Since(start); took > longest {
						t.Errorf("deciding took %v", took)
					}
					if lookedErr = err; err == nil && resp.StatusCode != 101 {
						looked, lookedErr = io.ReadAll(resp.Body)
					}
				})
			})
			if conversation.ever { // how much came in the end is a matter of luck
				n := min(len(plain), len(looked))
				plain, looked = plain[:n], looked[:n]
			}
			if !bytes.Equal(plain, looked) || fmt.Sprint(plainErr) != fmt.Sprint(lookedErr) {
				t.Errorf("the body reads %d bytes and ends with %v; without a look, %d bytes and %v", len(looked), lookedErr, len(plain), plainErr)
			}
			if lookedErr != nil && errors.Is(plainErr, io.ErrUnexpectedEOF) != errors.Is(lookedErr, io.ErrUnexpectedEOF) {
				t.Errorf("the end is %v, without a look %v", lookedErr, plainErr)
			}
		})
	}
}
