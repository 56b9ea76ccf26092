package clients

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/gomodule/redigo/redis"
	goredis "github.com/redis/go-redis/v9"
	"github.com/redis/rueidis"

	"github.com/statuscat/statuscat/status/statusredis"
	"github.com/statuscat/statuscat/status/statustest"
)

// eval is what statusredis.New takes.
type eval = func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error)

// clients connect to a server. What each eval does is shown in README.md.
var clients = map[string]func(addr string) (eval, error){
	"go-redis": func(addr string) (eval, error) {
		rdb := goredis.NewClient(&goredis.Options{Addr: addr, ContextTimeoutEnabled: true})
		return func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error) {
			return goredis.NewScript(script).Run(ctx, rdb, keys, args...).Int64Slice()
		}, nil
	},
	"rueidis": func(addr string) (eval, error) {
		client, err := rueidis.NewClient(rueidis.ClientOption{InitAddress: []string{addr}, DisableCache: true})
		return func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error) {
			texts := strings.Fields(fmt.Sprintln(args...))
			return rueidis.NewLuaScript(script).Exec(ctx, client, keys, texts).AsIntSlice()
		}, err
	},
	"redigo": func(addr string) (eval, error) {
		pool := &redis.Pool{MaxIdle: 10, DialContext: func(ctx context.Context) (redis.Conn, error) {
			return redis.DialContext(ctx, "tcp", addr)
		}}
		return func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error) {
			conn, _ := pool.GetContext(ctx) // DoContext returns the error
			defer conn.Close()
			return redis.Int64s(redis.NewScript(len(keys), script).DoContext(ctx, conn, redis.Args{}.AddFlat(keys).AddFlat(args)...))
		}, nil
	},
}

// Each client keeps the contract, also where the server knows no script yet, and
// so does a cluster.
func TestClients(t *testing.T) {
	for name, connect := range clients {
		t.Run(name, func(t *testing.T) {
			eval, err := connect(startServer(t).addr)
			if err != nil {
				t.Fatal(err)
			}
			statustest.Store(t, statusredis.New(eval))
		})
	}
	t.Run("cluster", func(t *testing.T) {
		s := startServer(t, "--cluster-enabled", "yes")
		slots := []any{"CLUSTER", "ADDSLOTS"}
		for n := range 16384 {
			slots = append(slots, n)
		}
		node := goredis.NewClient(&goredis.Options{Addr: s.addr})
		if err := node.Do(t.Context(), slots...).Err(); err != nil {
			t.Fatal(err)
		}
		for range 500 {
			if info, _ := node.ClusterInfo(t.Context()).Result(); strings.Contains(info, "cluster_state:ok") {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		rdb := goredis.NewClusterClient(&goredis.ClusterOptions{Addrs: []string{s.addr}})
		store := statusredis.New(func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error) {
			return goredis.NewScript(script).Run(ctx, rdb, keys, args...).Int64Slice()
		})
		for _, store.PlainKeys = range []bool{false, true} {
			statustest.Store(t, store)
		}
	})
}

// freeAddr returns an address on the loopback interface that nothing listens on,
// low enough for the second port that a cluster adds 10000 for.
func freeAddr(t testing.TB) string {
	for range 1000 {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		listener.Close()
		if listener.Addr().(*net.TCPAddr).Port < 55536 {
			return listener.Addr().String()
		}
	}
	t.Fatal("no free port")
	return ""
}
