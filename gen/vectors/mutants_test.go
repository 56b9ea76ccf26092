package vectors_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/golang"
	"github.com/statuscat/statuscat/spec"
)

var mutate = flag.Bool("mutants", false, "build and run each mutant of the engine, which takes minutes")

// TestMutants makes the mutants of our engine, each by one change, and has each
// replay the conformance vectors: none passes. What a port can get wrong, a mutant
// does, so the vectors would notice it in a port. Without the flag only the list of
// the changes is checked.
func TestMutants(t *testing.T) {
	b := newBench(t)
	known := map[string]bool{}
	for _, m := range mutants {
		if known[m.breaks] || m.from == m.to {
			t.Errorf("%s: stands twice, or changes nothing", m.breaks)
		}
		known[m.breaks] = true
		if _, _, err := b.change(m); err != nil {
			t.Error(err)
		}
	}
	if !*mutate || t.Failed() {
		return
	}
	if out, err := b.replay(nil); err != nil {
		t.Fatalf("our engine as it is: %v\n%s", err, out)
	}
	missed := 0
	for _, m := range mutants {
		file, text, err := b.change(m)
		if err != nil {
			t.Fatal(err)
		}
		noticed, err := b.replay(map[string]string{file: text})
		switch {
		case err == nil:
			missed++
			t.Errorf("MISSED  %s", m.breaks)
		case noticed == "":
			t.Errorf("does not compile: %s\n%v", m.breaks, err)
		default:
			t.Logf("noticed %s (%s)", m.breaks, noticed)
		}
	}
	t.Logf("%d mutants, %d missed", len(mutants), missed)
}

// bench is where mutants are built: an overlay over our own source, so that no file
// in the tree changes, with the Go packages of the conformance catalog and a program
// that replays its vectors by them.
type bench struct {
	*testing.T
	root, dir string
	added     map[string]string // file in the tree: where its text is
}

const (
	module = "github.com/statuscat/statuscat/"
	stage  = "gen/vectors/mutant" // of packages that are in the overlay only
)

func newBench(t *testing.T) *bench {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t, root, t.TempDir(), map[string]string{}}
	c := load(t, "../../spec/testdata/conformance.yaml")
	files, err := golang.Output.Emit([]*spec.Catalog{c}, gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var imports, replays strings.Builder
	for i, f := range files {
		key := c.Vendors[i].Key
		b.put(b.added, path.Join(stage, f.Path), string(f.Content))
		fmt.Fprintf(&imports, "\t%q\n", module+stage+"/"+key)
		fmt.Fprintf(&replays, "\treplay(%s.Catalog)\n", key)
	}
	b.put(b.added, stage+"/main.go", fmt.Sprintf(program, imports.String(), replays.String()))
	return b
}

// program prints the examples of which the engine makes anything else, and fails if
// there are any. Its argument is the folder of the vectors.
const program = `package main

import (
	"fmt"
	"os"

	"github.com/statuscat/statuscat/gen/vectors/internal/format"
%s	"github.com/statuscat/statuscat/status"
)

func main() {
%s	if failed {
		os.Exit(1)
	}
}

var failed bool

func replay(c *status.Catalog) {
	content, err := os.ReadFile(os.Args[1] + "/" + c.Vendor + "/vectors.json")
	if err != nil {
		panic(err)
	}
	differ, err := format.Replay(c, content)
	if err != nil {
		panic(err)
	}
	for _, d := range differ {
		failed = true
		fmt.Println(c.Vendor, d)
	}
}
`

// put lays text over a file of the tree.
func (b *bench) put(overlay map[string]string, file, text string) {
	at := filepath.Join(b.dir, strings.ReplaceAll(file, "/", "_"))
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
	overlay[filepath.Join(b.root, filepath.FromSlash(file))] = at
}

// change returns the file that a mutant changes, and its text then.
func (b *bench) change(m mutant) (file, text string, err error) {
	files, _ := filepath.Glob(filepath.Join(b.root, m.dir, "*.go"))
	found := 0
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			return "", "", err
		}
		if n := strings.Count(string(src), m.from); n > 0 {
			found += n
			file, text = path.Join(m.dir, filepath.Base(f)), strings.Replace(string(src), m.from, m.to, 1)
		}
	}
	if found != 1 {
		return "", "", fmt.Errorf("%s: %q is %d times in %s, want once; change the list of mutants with the engine", m.breaks, m.from, found, m.dir)
	}
	return file, text, nil
}

// replay builds the engine with changed files and has it replay the vectors. It
// returns an error if it cannot be built, and then nothing else, or if it does not
// pass, and then how many examples differ and the first of them.
func (b *bench) replay(changed map[string]string) (noticed string, err error) {
	overlay := map[string]map[string]string{"Replace": {}}
	for file, at := range b.added {
		overlay["Replace"][file] = at
	}
	for file, text := range changed {
		b.put(overlay["Replace"], file, text)
	}
	config, err := json.Marshal(overlay)
	if err != nil {
		b.Fatal(err)
	}
	configFile, binary := filepath.Join(b.dir, "overlay.json"), filepath.Join(b.dir, "replay.exe")
	if err := os.WriteFile(configFile, config, 0o644); err != nil {
		b.Fatal(err)
	}
	build := exec.Command("go", "build", "-overlay", configFile, "-o", binary, "./"+stage)
	build.Dir = b.root
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	ctx, cancel := context.WithTimeout(b.Context(), time.Minute) // of a mutant without an end
	defer cancel()
	out, err := exec.CommandContext(ctx, binary, filepath.Join(b.root, "spec/testdata/conformance")).CombinedOutput()
	first, _, _ := strings.Cut(string(out), ": want")
	return fmt.Sprintf("%d examples, first %s", strings.Count(string(out), "\n"), first), err
}

// mutant is one change of the engine: what stands exactly once in the files of a
// package, and what stands there instead. It breaks what a caller can see; a change
// that nobody can see is no mutant.
type mutant struct{ dir, from, to, breaks string }

const (
	inStatus = "status"
	inHTTP   = "status/statushttp"
	inBody   = "status/statushttp/internal/body"
	inUnit   = "status/internal/unit"
)

var mutants = []mutant{
	// Operators.
	{inStatus, `bool { return slices.Contains(values, value) }`, `bool { return value == values[0] }`, "equals: the first value only"},
	{inStatus, `bool { return !slices.Contains(values, value) }`, `bool { return value != values[0] }`, "not: the first value only"},
	{inStatus, `anyOf(values, value, strings.HasPrefix)`, `anyOf(values, value, strings.Contains)`, "prefix: anywhere"},
	{inStatus, `anyOf(values, value, strings.HasSuffix)`, `anyOf(values, value, strings.Contains)`, "suffix: anywhere"},
	{inStatus, `anyOf(values, value, strings.Contains)`, `anyOf(values, value, strings.HasPrefix)`, "contains: at the beginning only"},
	{inStatus, `n[0] <= n[1] && n[1] <= n[2]`, `n[0] < n[1] && n[1] <= n[2]`, "between: without its lower end"},
	{inStatus, `n[0] <= n[1] && n[1] <= n[2]`, `n[0] <= n[1] && n[1] < n[2]`, "between: without its upper end"},
	{inStatus, `{"present", Nothing, always,`, `{"present", Nothing, never,`, "present: never"},
	{inHTTP, `return c.Op == status.OpAbsent && (`, `return false && (`, "absent: never, but in a body"},
	{inHTTP, `return c.Op == status.OpAbsent && (`, `return (c.Op == status.OpAbsent || c.Op == status.OpNot) && (`, "not: matches what is absent"},
	{inHTTP, `if !m.matches(&criteria[i]) {`, `if i == 0 && !m.matches(&criteria[i]) {`, "criteria: the first one only"},

	// Parts of the request and of the response.
	{inStatus, `int(v[0]-'0') != class`, `class == 0`, "status: a class covers every code"},
	{inStatus, `err == nil && n == code`, `err == nil && n == code/100*100`, "status: no single code"},
	{inHTTP, `return strings.ToLower(u.Hostname())`, `return u.Hostname()`, "host: with its letter case"},
	{inHTTP, `return strings.ToLower(u.Hostname())`, `return strings.ToLower(u.Host)`, "host: with its port"},
	{inHTTP, `return values[0], true`, `return values[len(values)-1], true`, "query: the last value"},
	{inHTTP, `list = strings.TrimSpace(list)`, ``, "header: not trimmed"},
	{inHTTP, `return once(lines[0]), true`, `return strings.TrimSpace(lines[0]), true`, "header: a doubled value stays double"},
	{inHTTP, `return once(lines[0]), true`, `return once(lines[len(lines)-1]), true`, "header: the last line"},
	{inHTTP, `return once(lines[0]), true`, `return once(strings.Join(lines, ", ")), true`, "header: all lines"},
	{inHTTP, `if strings.TrimSpace(next) != first {`, `if next != first {`, "header: doubled without a space only"},
	{inHTTP, `media, _, _ = strings.Cut(media, ";")`, ``, "media type: with its parameters"},
	{inHTTP, `return strings.EqualFold(media, want)`, `return media == want`, "media type: letter case counts"},
	{inHTTP, `strings.CutSuffix(want, "*"); ok {`, `strings.CutSuffix(want, "*"); ok && false {`, "media type: no ranges"},
	{inHTTP, `"text/event-stream"`, `"text/no-stream"`, "body: an event stream is read"},

	// Bodies.
	{inBody, `bytes.TrimPrefix(c.Raw, []byte("\uFEFF"))`, `c.Raw`, "body: a byte order mark stays"},
	{inHTTP, `string(bytes.TrimSpace(m.body().Text()))`, `string(bytes.TrimLeft(m.body().Text(), " "))`, "body: its text is not trimmed"},
	{inHTTP, `return DefaultBodyLimit`, `return DefaultBodyLimit - 1`, "body: a byte too few"},
	{inHTTP, `return DefaultBodyLimit`, `return DefaultBodyLimit * 2`, "body: without its limit"},
	{inHTTP, `m.content.Raw = body.Unpack(m.content.Raw, m.limit)`, `m.content.Raw = nil`, "body: what is not packed in spite of its header is lost"},
	{inHTTP, `if len(m.body().Raw) == 0 {`, `if false {`, "body: an absent text is an empty one"},
	{inBody, `"~1", "/", "~0", "~"`, `"~1", "/"`, "pointer: no ~0"},
	{inBody, `"~1", "/", "~0", "~"`, `"~0", "~"`, "pointer: no ~1"},
	{inBody, `strings.NewReplacer("~1", "/", "~0", "~").Replace(segment)`, `strings.ReplaceAll(strings.ReplaceAll(segment, "~0", "~"), "~1", "/")`, "pointer: ~01 is read twice"},
	{inBody, `if (key == "*" || name.is(key)) &&`, `if name.is(key) &&`, "pointer: * of lists only"},
	{inBody, `if segment != "*" {`, `if true {`, "pointer: * of objects only"},
	{inBody, `if want < 0 || n == want {`, `if want < 0 || n+1 == want {`, "pointer: an index counts from 1"},
	{inBody, ` || strconv.Itoa(n) != segment`, ``, "pointer: an index with zeros before it"},
	{inBody, `if (key == "*" || name.is(key)) &&`, `if key != "*" && name.is(key) {
			return walkAt(doc, i+1, rest, found)
		}
		if key == "*" &&`, "JSON: the first of duplicate keys"},
	{inBody, ` || bytes.IndexByte(inner, '\\') >= 0 && v.Text() == s`, ``, "JSON: escapes in keys stay"},
	{inBody, `if bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {`, `if utf8.Valid(inner) {`, "JSON: escapes in texts stay"},
	{inBody, `doc[i] == ' ' || doc[i] == '\n'`, `doc[i] == ' '`, "JSON: in one line only"},
	{inBody, `return i, i > start && i < len(doc)`, `return i, i > start`, "JSON: a number that is cut off is whole"},
	{inBody, `return Value{Container, doc[i : i+1]}, true`, `_, ok := skipContainer(doc, i)
		return Value{Container, doc[i : i+1]}, ok`, "JSON: a container that is cut off is absent"},
	{inHTTP, `if v.Kind != body.Null {`, `if true {`, "JSON: null is present"},
	{inHTTP, `if v.Kind == body.Number || v.Kind == body.Bool {`, `if v.Kind == body.Number {`, "JSON: true is no value"},
	{inHTTP, `return c.Holds(string(v.Raw))`, `return c.Holds(strings.TrimSuffix(string(v.Raw), ".0"))`, "JSON: 1.0 is 1"},
	{inHTTP, `if v.Kind == body.Number || v.Kind == body.Bool {`, `if v.Kind == body.String {
			return c.Holds(v.Text())
		} else if v.Kind != body.Null {`, "JSON: a text is a number"},
	{inHTTP, `case v.Kind == body.String:`, `case v.Kind == body.Number:
		return c.Holds(string(v.Raw))
	case v.Kind == body.String:`, "JSON: a number is a text"},
	{inHTTP, `return c.Op.Negates() //`, `return false //`, "JSON: not of another type does not match"},
	{inHTTP, `every := c.Every || c.Op.Negates()`, `every := c.Op.Negates()`, "every: any"},
	{inHTTP, `every := c.Every || c.Op.Negates()`, `every := c.Every`, "not: any"},
	{inHTTP, `return present && all`, `return all`, "every: of none"},
	{inHTTP, `for _, pointer := range c.Pointers {`, `for _, pointer := range c.Pointers[:1] {`, "pointers: the first one only"},
	{inBody, `appendJSON(append(out, opening), t.Name.Local)`, `appendJSON(append(out, opening), t.Name.Space+t.Name.Local)`, "XML: with its namespaces"},
	{inBody, `strings.TrimSpace(text.String())`, `text.String()`, "XML: not trimmed"},
	{inBody, `if depth == 0 && isHTML(t.Name.Local) {`, `if false {`, "XML: HTML has fields"},
	{inBody, `if start := bytes.TrimSpace(text); len(start) == 0 || start[0] != '<' {`, `if true {`, "XML: none"},

	// Cases, and what is written once for a vendor.
	{inHTTP, `if m.failing(list[i].Criteria) == nil {`, `if i = len(list) - 1 - i; m.failing(list[i].Criteria) == nil {`, "cases: the last match"},
	{inHTTP, `v.Case, means = own.Name, &own.Meaning`, `v.Case = own.Name`, "cases: change nothing"},
	{inHTTP, `override.Over(*means)`, `means.Over(override.Meaning)`, "cases of the vendor: those of the code go over them"},
	{inStatus, `if m.Kind == 0 {`, `if false {`, "cases of the vendor: without a kind they have none"},
	{inStatus, `if m.Retry == 0 {`, `if true {`, "cases of the vendor: keep the retry"},
	{inStatus, `if m.Retry == 0 {`, `if false {`, "cases of the vendor: without a retry they have none"},
	{inStatus, `if m.Wait.IsZero() {`, `if true {`, "cases of the vendor: keep the wait"},
	{inStatus, `if m.Wait.IsZero() {`, `if false {`, "cases of the vendor: without a wait they have none"},
	{inStatus, `if m.By == nil {`, `if false {`, "cases of the vendor: without a bucket they have none"},
	{inHTTP, `(override != nil || !means.Retry.IsRetryable()`, `(!means.Retry.IsRetryable()`, "wait of the vendor: not of its cases"},
	{inHTTP, `(override != nil || !means.Retry.IsRetryable() ||`, `(override != nil ||`, "wait of the vendor: not of what is not retried"},
	{inHTTP, ` || !c.IsDocumented(code)) {`, `) {`, "wait of the vendor: not of undocumented codes"},
	{inStatus, `w.Attempts == 0 && len(w.From) == 0`, `w.Attempts == 0`, "wait of the vendor: instead of a source without bounds"},
	{inStatus, `for _, f := range fallback {`, `for _, f := range fallback[:min(1, len(fallback))] {`, "fallback: the first one only"},
	{inStatus, `for _, f := range fallback {`, `for n := range fallback {
			f := fallback[len(fallback)-1-n]`, "fallback: the last one first"},
	{inStatus, `return classRowsByHundred[code/100]`, `return classRowsByHundred[min(code/100, 6)%6]`, "classes: 6xx is unknown"},
	{inStatus, `Meaning: Meaning{Kind: KindInvalidRequest, Retry: RetryNever}}`, `Meaning: Meaning{Kind: KindInvalidRequest, Retry: RetryAfterChange}}`, "classes: a retry of 4xx"},
	{inStatus, `Meaning: Meaning{Kind: KindInternal, Retry: RetryIfIdempotent}}`, `Meaning: Meaning{Kind: KindInternal, Retry: RetryAlways}}`, "classes: any retry of 5xx"},
	{inStatus, `{"plan-limit", ClassClientError, FaultAccount,`, `{"plan-limit", ClassClientError, FaultCaller,`, "kinds: another fault"},
	{inStatus, `{"partial", ClassSuccessful,`, `{"partial", ClassClientError,`, "kinds: a success is an error"},

	// Which wait counts.
	{inHTTP, `if v.RetryAfter > 0 && w.Take != status.TakeLongest {`, `if v.RetryAfter > 0 {`, "take: longest is first"},
	{inHTTP, `if v.RetryAfter > 0 && w.Take != status.TakeLongest {`, `if w.Take != status.TakeLongest {`, "sources: the first one only"},
	{inHTTP, `if v.RetryAfter > 0 && w.Take != status.TakeLongest {`, `if ok && w.Take != status.TakeLongest {`, "sources: a wait that is over ends the search"},
	{inStatus, `if !own {`, `if own = false; !own {`, "sources: Retry-After is read twice"},
	{inStatus, `if !own {`, `if !own && len(w.From) == 0 {`, "sources: no Retry-After behind others"},
	{inHTTP, `case m.failing(s.When) != nil:`, `case false:`, "sources: without their when"},
	{inHTTP, `return p.longest(m, s, lines)`, `return p.longest(m, s, lines[:1])`, "sources: the first line only"},
	{inHTTP, `wait, ok = max(wait, d), ok || one`, `wait, ok = d, ok || one`, "sources: the last of a list"},
	{inHTTP, `d, one = p.parse(m, s, previous+","+element)`, `_ = previous`, "sources: no date in a list"},
	{inHTTP, `m.content, m.read = body.Content{}, true // the body of a success`, `_ = body.Content{} //`, "sources: the body of a success"},
	{inHTTP, `specified && v.RetryAfter == 0`, `specified && v.RetryAfter < 0`, "backoff: from the minimum although the wait is over"},
	{inHTTP, `v.Backoff.Min = min(defaultBackoff.Min, v.Backoff.Max)`, `v.Backoff.Min = defaultBackoff.Min`, "backoff: begins beyond its maximum"},
	{inHTTP, `max(defaultBackoff.Max, 8*min(w.Min, math.MaxInt64/8))`, `defaultBackoff.Max`, "backoff: a long minimum does not grow"},
	{inHTTP, `&& len(resp.Header["Age"]) == 0`, ``, "clock: the Date of a cached response"},
	{inHTTP, `max(end.Sub(p.serverTime(m.resp)), 0)`, `max(end.Sub(p.clock()), 0)`, "clock: not the server's"},

	// Places of a wait.
	{inHTTP, `field(joined(lines), s.Field)`, `field(lines[0], s.Field)`, "field: of the first line only"},
	{inHTTP, `if strings.EqualFold(strings.TrimSpace(key), name) {`, `if strings.TrimSpace(key) == name {`, "field: letter case counts"},
	{inHTTP, `c == ';' || c == ','`, `c == ';'`, "field: no commas"},
	{inHTTP, "return strings.Trim(strings.TrimSpace(value), `\"`)", `return strings.TrimSpace(value)`, "field: with its quotes"},
	{inHTTP, `_, text, _ = strings.Cut(text, s.After)`, ``, "after: at the beginning only"},
	{inUnit, `strings.TrimRightFunc(sentence[:end], unicode.IsPunct)`, `sentence[:end]`, "after: with the punctuation"},
	{inHTTP, `math.Ceil(max(need-have, 0) / rate * 1000)`, `math.Floor(max(need-have, 0) / rate * 1000)`, "refill: rounded down"},
	{inHTTP, `math.Ceil(max(need-have, 0) / rate * 1000)`, `math.Ceil(max(need-0*have, 0) / rate * 1000)`, "refill: without what is left"},
	{inHTTP, `if rate <= 0 {`, `if rate < 0 {`, "refill: at no rate"},
	{inHTTP, `64); err != nil || math.IsInf(n[i], 0)`, `64); err != nil && i != 1 || math.IsInf(n[i], 0)`, "refill: a missing number is 0"},

	// Units.
	{inUnit, "		{moment: httpDate, writeMoment: writeHTTPDate},\n", ``, "retry-after: no date"},
	{inUnit, "		{moment: epochSeconds, writeMoment: writeEpochSeconds},\n", ``, "retry-after: no Unix time"},
	{inUnit, "		{span: duration, writeSpan: time.Duration.String},\n", ``, "retry-after: no duration"},
	{inUnit, `return d, ok && d < unixTime`, `return d, ok && d <= unixTime`, "retry-after: Unix time begins a second later"},
	{inUnit, `{ return number(text, time.Second) }`, `{ return number(strings.TrimPrefix(text, "-"), time.Second) }`, "seconds: a negative number is positive"},
	{inUnit, `{ return number(text, time.Millisecond) }`, `{ return number(text, time.Second) }`, "milliseconds: seconds"},
	{inUnit, `part += time.Duration(text[i]-'0') * unit`, `part += 0 * unit`, "numbers: no decimals"},
	{inUnit, `if n >= int64(math.MaxInt64/unit) {`, `if n < 0 {`, "numbers: overflow"},
	{inUnit, `n%1000*int64(time.Millisecond)`, `0*int64(time.Millisecond)`, "epoch-milliseconds: whole seconds"},
	{inUnit, `strings.CutSuffix(text, "UTC")`, `strings.CutSuffix(text, "utc")`, "rfc3339: no UTC"},
	{inUnit, `text[day] == ' '`, `text[day] == '_'`, "rfc3339: no space"},
	{inUnit, `"2006-01-02T15:04:05Z0700", `, ``, "rfc3339: no zone without a colon"},
	{inUnit, `"2006-01-02T15:04Z07:00", `, ``, "rfc3339: no time without seconds"},
	{inUnit, `case strings.HasPrefix(text, "P"):`, `case false:`, "duration: no ISO 8601"},
	{inUnit, `case "W":`, `case "Y":`, "duration: no weeks"},
	{inUnit, `strings.ReplaceAll(text, ",", ".")`, `text`, "duration: no decimal comma"},
	{inUnit, `case strings.Count(text, ":") == 2:`, `case false:`, "duration: no clock"},
	{inUnit, `i > 0 && part >= 60*unit`, `false`, "duration: a clock with 60 minutes"},
	{inUnit, `strings.TrimPrefix(text, "and ")`, `text`, "duration: no and"},
	{inUnit, `switch strings.ToLower(word) {`, `switch word {`, "duration: letter case counts"},
	{inUnit, `case "ms", "msec", "msecs", "millisecond", "milliseconds":`, `case "ms":`, "duration: no milliseconds in words"},
	{inUnit, `wait, ok = max(wait, t), true`, `wait, ok = t, true`, "rate-limit: the last policy"},
	{inUnit, `err != nil || n != 0`, `err != nil || n < 0`, "rate-limit: although more remains"},
	{inUnit, `if text[0] != ',' {`, `if text[0] != ',' {
			return wait, ok`, "rate-limit: malformed"},
	{inUnit, `return untilMore(named["remaining"], named["reset"])`, `return 0, false`, "rate-limit: no older drafts"},
	{inHTTP, `return p.parse(m, s, joined(lines))`, `return p.parse(m, s, lines[0])`, "rate-limit: the first line only"},

	// The vendor's words, and idempotency.
	{inHTTP, `for _, p := range places {`, `for _, p := range places[:min(1, len(places))] {`, "error_body: the first place only"},
	{inHTTP, `text = strings.TrimSpace(m.resp.Header.Get(p.Header))`, ``, "error_body: no headers"},
	{inBody, `strings.IndexByte("{[<", text[0]) >= 0`, `strings.IndexByte("{[<", text[0]) > 2`, "error_body: JSON is a text"},
	{inBody, `} else if v.Kind == Number {`, `} else if false {`, "error_body: no numbers"},
	{inBody, `return text == ""`, `return false`, "error_body: an empty text counts"},
	{inHTTP, `bool { return isSuccess(v.Kind) }`, `bool { return v.Code < 300 }`, "error_body: not of a 2xx that failed"},
	{inHTTP, `req.Header.Get(c.IdempotencyKey) != ""`, `req.Header[c.IdempotencyKey] != nil`, "idempotency: an empty key"},
	{inHTTP, `c.IdempotencyKey != "" && req.Header.Get(c.IdempotencyKey) != ""`, `req.Header.Get("Idempotency-Key") != ""`, "idempotency: another vendor's key"},
	{inHTTP, `c.IdempotencyBody != "" &&`, `c.IdempotencyBody == "" &&`, "idempotency: no key in a body"},
	{inHTTP, `http.MethodPut, http.MethodDelete:`, `http.MethodPut:`, "idempotency: not DELETE"},
	{inHTTP, `http.MethodPut, http.MethodDelete:`, `http.MethodPut, http.MethodDelete, http.MethodPatch:`, "idempotency: PATCH"},
}
