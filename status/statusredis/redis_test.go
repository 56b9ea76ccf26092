package statusredis_test

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
	"github.com/statuscat/statuscat/status/statusredis"
	"github.com/statuscat/statuscat/status/statustest"
)

// redis is a server that the test ends, and its command line.
type redis struct {
	testing.TB
	command, socket string
}

// startRedis starts a server. It skips the test if this machine has none; make
// fleet installs one.
func startRedis(t *testing.T) *redis {
	t.Helper()
	for _, name := range []string{"valkey", "redis"} {
		program, err := exec.LookPath(name + "-server")
		if err != nil {
			continue
		}
		r := &redis{t, name + "-cli", filepath.Join(t.TempDir(), "socket")}
		server := exec.Command(program, "--port", "0", "--unixsocket", r.socket, "--save", "")
		if err := server.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			server.Process.Kill()
			server.Wait()
		})
		for range 500 {
			if out, _ := r.run("PING"); len(out) == 1 && out[0] == "PONG" {
				return r
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Fatal("the server does not start")
	}
	t.Skip("neither Redis nor Valkey is installed")
	return nil
}

// run returns the lines of a command's reply.
func (r *redis) run(args ...string) ([]string, error) {
	out, err := exec.Command(r.command, append([]string{"-s", r.socket}, args...)...).Output()
	return strings.Split(strings.TrimSpace(string(out)), "\n"), err
}

func (r *redis) eval(_ context.Context, script string, keys []string, args ...any) ([]int64, error) {
	command := append([]string{"EVAL", script, strconv.Itoa(len(keys))}, keys...)
	for _, arg := range args {
		command = append(command, fmt.Sprint(arg))
	}
	lines, err := r.run(command...)
	if err != nil {
		return nil, err
	}
	var reply []int64
	for _, line := range lines {
		n, err := strconv.ParseInt(line, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s", lines)
		}
		reply = append(reply, n)
	}
	return reply, nil
}

func TestRedis(t *testing.T) {
	r := startRedis(t)
	first, second := statusredis.New(r.eval), statusredis.New(r.eval)
	statustest.Store(t, first)

	// A process is counted by key, and is known to the others within a second.
	for _, test := range []struct {
		store *statusredis.Store
		after time.Duration
		want  int
	}{{first, 0, 1}, {second, 0, 2}, {first, 1100 * time.Millisecond, 2}} {
		time.Sleep(test.after)
		turn, err := test.store.Take(t.Context(), "processes", []statushttp.StoreLimit{{Bucket: "secret", Requests: 9, Per: time.Hour}})
		if err != nil || turn.Processes != test.want {
			t.Errorf("%+v, %v; want %d processes", turn, err, test.want)
		}
	}
	first.Pause(t.Context(), "processes", "secret", 24*time.Hour, 20*time.Second)

	// Every key is forgotten in time, and none says what is kept in it.
	names, _ := r.run("KEYS", "*")
	if len(names) < 10 {
		t.Errorf("only %d keys: %q", len(names), names)
	}
	longest := 0
	for _, name := range names {
		ttl, _ := r.run("TTL", name)
		n, err := strconv.Atoi(ttl[0])
		if err != nil || n < 0 || n > 24*60*60+80 {
			t.Errorf("%s expires in %s s", name, ttl[0])
		}
		longest = max(longest, n)
		if strings.Contains(name, "secret") || strings.Contains(name, "statustest") {
			t.Errorf("a key shows what it is for: %s", name)
		}
	}
	if longest < 24*60*60 {
		t.Errorf("a pause of a day is forgotten after %d s", longest)
	}
}
