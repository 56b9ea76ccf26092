package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/statuscat/statuscat/status/leadcommerce"
	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statustest"
)

// served is a vendor in another process.
type served struct {
	t   *testing.T
	url string
	pid int
}

// serve starts the command. When the test ends it is sent a signal, and has to
// end well without another word.
func serve(t *testing.T, end os.Signal, args ...string) *served {
	t.Helper()
	cmd := exec.Command("statuscat", append([]string{"serve"}, args...)...)
	cmd.Stderr = t.Output()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(stdout)
	line, err := out.ReadString('\n')
	t.Cleanup(func() {
		cmd.Process.Signal(end)
		if rest, _ := io.ReadAll(out); len(rest) > 0 {
			t.Errorf("after its address it says %q", rest)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("after %v: %v", end, err)
		}
	})
	if err != nil {
		t.Fatalf("it does not say its address: %v", err)
	}
	return &served{t, strings.TrimSuffix(line, "\n"), cmd.Process.Pid}
}

// ask sends a request and returns the response, its body read.
func (s *served) ask(method, path, body string) (*http.Response, string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp, string(text)
}

// control posts to a path of the control endpoint, which has to take it.
func (s *served) control(path, body string) {
	s.t.Helper()
	if resp, text := s.ask("POST", "/__statuscat/"+path, body); resp.StatusCode != http.StatusNoContent {
		s.t.Fatalf("%s %s: %s %s", path, body, resp.Status, text)
	}
}

// asked is what the control endpoint says of the requests, read strictly by
// its description.
func (s *served) asked() (list []struct {
	Time              time.Time
	Method, Host, URL string
	Headers           map[string]string
	Body              string
	BodyBase64        string `json:"body_base64"`
	Status            int
}) {
	s.t.Helper()
	_, text := s.ask("GET", "/__statuscat/requests", "")
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&list); err != nil {
		s.t.Fatalf("%v in %s", err, text)
	}
	return list
}

func (s *served) codes() []int {
	codes := []int{}
	for _, r := range s.asked() {
		codes = append(codes, r.Status)
	}
	return codes
}

// A client that does what statuscat says gets through the limits of the vendor,
// and is refused once where it comes too early.
func TestServeLimits(t *testing.T) {
	vendor := serve(t, os.Interrupt, "--clock", "manual", "leadcommerce")
	policy := &statushttp.Policy{Catalog: leadcommerce.Catalog}
	var paused time.Duration
	for range 2 {
		resp, _ := vendor.ask("GET", "/orders", "")
		if d := policy.Decide(t.Context(), 1, resp, nil); d.Retry {
			paused += d.Wait
			vendor.control("clock", `{"advance": "`+d.Wait.String()+`"}`)
			vendor.ask("GET", "/orders?page=2", "")
		}
	}
	if diff := cmp.Diff([]int{200, 403, 200}, vendor.codes()); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
	last := vendor.asked()[2]
	if last.Method != "GET" || last.URL != "/orders?page=2" || last.Headers["User-Agent"] != "Go-http-client/1.1" {
		t.Errorf("the last request was %+v", last)
	}
	if want := statustest.Start.Add(paused); paused < time.Second || !last.Time.Equal(want) {
		t.Errorf("the last request came at %v, after a pause of %v", last.Time, paused)
	}
}

// The script is set at the start and from then on, by the names of vectors.json.
func TestServeScript(t *testing.T) {
	vendor := serve(t, syscall.SIGTERM, "--catalog", "testdata/acme.yaml", "--script", "503,200", "zenith")
	for range 3 {
		vendor.ask("POST", "/pay", "a=b")
	}
	vendor.control("script", `{"script": ["403"]}`)
	vendor.ask("GET", "/", "")
	vendor.control("script", `{}`)
	vendor.ask("GET", "/", "")
	if diff := cmp.Diff([]int{503, 200, 200, 403, 200}, vendor.codes()); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
	if got := vendor.asked()[0].Body; got != "a=b" {
		t.Errorf("the body was %q", got)
	}
}

// What a code or a case has first is called by that alone.
func TestServeFirst(t *testing.T) {
	vendor := serve(t, os.Interrupt, "--clock", "manual", "github")
	for name, code := range map[string]int{"404": 404, "403 primary-limit": 403, "200: graphql-data": 200} {
		vendor.control("script", `{"script": ["`+name+`"]}`)
		if resp, _ := vendor.ask("GET", "/", ""); resp.StatusCode != code {
			t.Errorf("%s: %s", name, resp.Status)
		}
	}
}

// By default time passes as it does for the client.
func TestServeRealClock(t *testing.T) {
	vendor := serve(t, os.Interrupt, "leadcommerce")
	before := time.Now()
	vendor.ask("GET", "/", "")
	after := time.Now()
	if got := vendor.asked()[0].Time; got.Before(before) || got.After(after) {
		t.Errorf("the request came at %v, between %v and %v", got, before, after)
	}
	vendor.control("clock", `{"advance": "1h"}`)
	if resp, _ := vendor.ask("GET", "/", ""); resp.StatusCode != http.StatusOK {
		t.Errorf("an hour later: %s", resp.Status)
	}
	if got := vendor.asked()[1].Time; got.Before(before.Add(time.Hour)) {
		t.Errorf("an hour later it is %v", got)
	}
}

// What the control endpoint does not understand it refuses in words, and none of
// it reaches the vendor.
func TestServeControlErrors(t *testing.T) {
	vendor := serve(t, os.Interrupt, "--clock", "manual", "leadcommerce")
	for _, test := range []struct {
		method, path, body string
		code               int
		text               string
	}{
		{"POST", "script", `{"script": ["403: too-fst"]}`, 400, `unknown example "403: too-fst"; did you mean "403: too-fast"?`},
		{"POST", "script", `["200"]`, 400, "cannot unmarshal array"},
		{"POST", "script", `{"scripts": ["200"]}`, 400, `want an object with the key "script" alone`},
		{"POST", "script", ``, 400, "EOF"},
		{"POST", "script", `{"script": ["` + strings.Repeat("0", 2<<20) + `"]}`, 400, "request body too large"},
		{"POST", "clock", `{"advance": "-1s"}`, 400, `advance "-1s" is not a duration; want one such as 1.5s`},
		{"POST", "script", `null`, 400, `want an object with the key "script" alone`},
		{"POST", "clock", `{}`, 400, `advance "" is not a duration`},
		{"GET", "clock", ``, 405, "Method Not Allowed"},
		{"GET", "clocks", ``, 404, "not found"},
	} {
		resp, text := vendor.ask(test.method, "/__statuscat/"+test.path, test.body)
		if resp.StatusCode != test.code || !strings.Contains(text, test.text) {
			t.Errorf("%s %s %.40s: %s %s", test.method, test.path, test.body, resp.Status, text)
		}
	}
	if got := vendor.codes(); len(got) > 0 {
		t.Errorf("the vendor was asked %v", got)
	}
}

// An interface that other machines reach is served where that is asked.
func TestServePublic(t *testing.T) {
	vendor := serve(t, os.Interrupt, "--public", "--addr", "0.0.0.0:0", "leadcommerce")
	vendor.url = "http://127.0.0.1" + vendor.url[strings.LastIndex(vendor.url, ":"):]
	if resp, _ := vendor.ask("GET", "//a/../b", ""); resp.StatusCode != http.StatusOK {
		t.Errorf("got %s", resp.Status)
	}
	if got := vendor.asked()[0].URL; got != "//a/../b" {
		t.Errorf("asked for %s", got)
	}
}

// TestServeGuard checks that no web page can read or control the vendor, that
// credentials are not recorded by value, and that records are bounded.
func TestServeGuard(t *testing.T) {
	vendor := serve(t, os.Interrupt, "--clock", "manual", "--keep", "2", "leadcommerce")
	send := func(method, path, body string, header ...string) *http.Response {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, vendor.url+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
			if header[i] == "Host" {
				req.Host = header[i+1]
			}
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp
	}
	for name, header := range map[string][]string{
		"rebound name":   {"Host", "evil.example"},
		"other address":  {"Host", "192.0.2.1"},
		"foreign origin": {"Origin", "https://evil.example"},
		"foreign form":   {"Sec-Fetch-Site", "cross-site"},
	} {
		if resp := send("GET", "/__statuscat/requests", "", header...); resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s, want 403", name, resp.Status)
		}
		if resp := send("POST", "/__statuscat/script", `{"script": ["500"]}`, header...); resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s, want 403", name, resp.Status)
		}
		send("GET", "/orders", "", header...) // the vendor's own paths are open, and so these are recorded
	}
	for body, why := range map[string]string{
		`{"Advance": "1s"}`:                "another letter case",
		`{"advance": "1s"} x`:              "trailing text",
		`{"advance": "1s", "other": true}`: "another key",
		`{"advance": "-1s"}`:               "a negative duration",
	} {
		if resp := send("POST", "/__statuscat/clock", body); resp.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s, want 400", why, resp.Status)
		}
	}
	for range 3 {
		vendor.control("clock", `{"advance": "2540400h"}`)
	}
	send("POST", "/a", "\xff\x00", "Authorization", "Bearer secret", "Cookie", "session=secret", "X-Auth-Key", "secret")
	send("POST", "/b", strings.Repeat("b", 100<<10))
	_, text := vendor.ask("GET", "/__statuscat/requests", "")
	if strings.Contains(text, "secret") || !strings.Contains(text, `"Authorization":"(present)"`) {
		t.Errorf("credentials are recorded: %s", text)
	}
	list := vendor.asked()
	if len(list) != 2 || list[0].BodyBase64 != "/wA=" || len(list[1].Body) != 64<<10 || list[1].Host == "" {
		t.Errorf("%d requests are recorded, want the last two, the first with a body in base64 and the second's body cut off", len(list))
	}
	if resp := send("GET", "/__statuscat/requests", ""); resp.Header.Get("Statuscat-Dropped") != "4" {
		t.Errorf("%s requests were dropped, want 4", resp.Header.Get("Statuscat-Dropped"))
	}
}

// TestServeMemory checks that records of the largest size stay within 128 MiB, and so
// does a body that is larger than that.
func TestServeMemory(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the peak of another process is read from /proc")
	}
	vendor := serve(t, os.Interrupt, "leadcommerce")
	for range 1200 {
		vendor.ask("POST", "/orders", strings.Repeat("b", 64<<10))
	}
	vendor.ask("POST", "/orders", strings.Repeat("b", 256<<20))
	if list := vendor.asked(); len(list) != 1000 {
		t.Errorf("%d requests are recorded, want 1000", len(list))
	}
	report, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", vendor.pid))
	if err != nil {
		t.Fatal(err)
	}
	_, peak, _ := strings.Cut(string(report), "VmHWM:")
	var kib int
	if _, err := fmt.Sscan(peak, &kib); err != nil || kib > 128<<10 {
		t.Errorf("serve took %d KiB (%v), want at most 128 MiB", kib, err)
	}
}

// TestOwnAddress checks which Host headers reach the control paths of an interface that
// other machines reach.
func TestOwnAddress(t *testing.T) {
	at := context.WithValue(t.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 80})
	for host, want := range map[string]bool{
		"192.0.2.1": true, "192.0.2.1:80": true, "127.0.0.1:80": true, "[::1]:80": true, "[::1]": true, "localhost": true,
		"192.0.2.2": false, "evil.example:80": false, "localhost.evil.example": false, "": false,
	} {
		if got := isOwn((&http.Request{Host: host}).WithContext(at)); got != want {
			t.Errorf("host %q: own is %t, want %t", host, got, want)
		}
	}
}
