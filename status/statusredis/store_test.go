package statusredis_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/internal/diff"

	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statusredis"
)

var limits = []statushttp.StoreLimit{
	{Requests: 50, Per: 10 * time.Second},
	{Bucket: "POST /hooks/T0/{secret}", Requests: 1, Per: 1500 * time.Nanosecond},
}

func TestKeys(t *testing.T) {
	for _, test := range []struct {
		name, key, prefix string
		plain             bool
		want              []string // without that of the process
	}{
		{"hashed", "token", statusredis.DefaultPrefix, false, []string{
			"statuscat:{3c469e9d6c5875d37a43f353d4f88e61}",
			"statuscat:{3c469e9d6c5875d37a43f353d4f88e61}:",
			"statuscat:{3c469e9d6c5875d37a43f353d4f88e61}:70e7538ddc7ae10cf9636a4fa3c9fed0",
			"statuscat:{3c469e9d6c5875d37a43f353d4f88e61}::10s",
			"statuscat:{3c469e9d6c5875d37a43f353d4f88e61}:70e7538ddc7ae10cf9636a4fa3c9fed0:1.5µs",
		}},
		{"plain, with what means something in names", "a}:{100%}", "my ", true, []string{
			"my {a%7D%3A%7B100%25%7D}",
			"my {a%7D%3A%7B100%25%7D}:",
			"my {a%7D%3A%7B100%25%7D}:POST /hooks/T0/%7Bsecret%7D",
			"my {a%7D%3A%7B100%25%7D}::10s",
			"my {a%7D%3A%7B100%25%7D}:POST /hooks/T0/%7Bsecret%7D:1.5µs",
		}},
		{"plain and empty: without a hash tag a cluster would spread the keys", "", "", true, []string{
			"{%}",
			"{%}:",
			"{%}:POST /hooks/T0/%7Bsecret%7D",
			"{%}::10s",
			"{%}:POST /hooks/T0/%7Bsecret%7D:1.5µs",
		}},
	} {
		var got []string
		store := statusredis.New(func(_ context.Context, _ string, keys []string, _ ...any) ([]int64, error) {
			process, ok := strings.CutPrefix(keys[1], keys[0]+"#")
			if !ok || process == "" {
				t.Errorf("%s: the key of the process is %q", test.name, keys[1])
			}
			got = slices.Delete(slices.Clone(keys), 1, 2)
			return []int64{0, 0, 1}, nil
		})
		store.PlainKeys, store.Prefix = test.plain, test.prefix
		if _, err := store.Take(t.Context(), test.key, limits); err != nil {
			t.Error(err)
		}
		if diff := diff.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if err := store.Pause(t.Context(), test.key, limits[1].Bucket, time.Second, 0); err != nil {
			t.Error(err)
		}
		if diff := diff.Diff([]string{test.want[0], test.want[2]}, got[:2]); diff != "" {
			t.Errorf("%s: a pause of the second bucket (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestEval(t *testing.T) {
	failure := errors.New("the server is away")
	var scripts []string
	var got []any
	result, err := []int64{1, 2000, 3}, error(nil)
	store := statusredis.New(func(_ context.Context, script string, _ []string, args ...any) ([]int64, error) {
		scripts = append(scripts, script)
		got = args[1:]
		return result, err
	})
	turn, _ := store.Take(t.Context(), "key", limits)
	if diff := diff.Diff(statushttp.Turn{Wait: time.Microsecond, Pace: 2 * time.Millisecond, Processes: 3}, turn); diff != "" {
		t.Errorf("turn (-want +got):\n%s", diff)
	}
	// Clients differ in the types that they send, except for int64. No wait is cut.
	if diff := diff.Diff([]any{int64(0), int64(0), int64(50), int64(10_000_000), int64(1), int64(2)}, got); diff != "" {
		t.Errorf("arguments of Take (-want +got):\n%s", diff)
	}
	store.Pause(t.Context(), "key", "", time.Second, -time.Second)
	if diff := diff.Diff([]any{int64(1_000_000), int64(0), int64(0), int64(0)}, got); diff != "" {
		t.Errorf("arguments of Pause (-want +got):\n%s", diff)
	}
	if scripts[0] != scripts[1] || !strings.HasPrefix(scripts[0], "local ") || !strings.Contains(scripts[0], "'TIME'") {
		t.Errorf("want one script, by Redis's own clock; have %q", scripts)
	}
	if store.Pause(t.Context(), "key", "", 0, -time.Second); len(scripts) != 2 {
		t.Error("a pause that changes nothing asked the server")
	}
	result = result[:2]
	if _, err := store.Take(t.Context(), "key", limits); err == nil {
		t.Error("two integers from the script: want an error")
	}
	err = failure
	if _, got := store.Take(t.Context(), "key", limits); !errors.Is(got, failure) {
		t.Errorf("Take: %v, want %v", got, failure)
	}
	if got := store.Pause(t.Context(), "key", "", time.Second, 0); !errors.Is(got, failure) {
		t.Errorf("Pause: %v, want %v", got, failure)
	}
}
