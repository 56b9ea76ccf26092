// Package statusredis lets the gates of many processes share the limits of one
// account through Redis 6 or newer, or Valkey. It imports no client: [New] takes a
// function that runs a script with yours.
//
//	policy := &statushttp.Policy{Catalog: github.Catalog}
//	policy.Store = statusredis.New(func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error) {
//		return redis.NewScript(script).Run(ctx, rdb, keys, args...).Int64Slice() // go-redis
//	})
//	client := &http.Client{Transport: policy.Transport(nil)}
//
// README.md in this folder has the function for rueidis and redigo too, and describes the
// guarantees, their limits, and the size of the server.
package statusredis

import (
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status/statushttp"
)

// DefaultPrefix is the default of [Store].Prefix.
const DefaultPrefix = "statuscat:"

//go:embed store.lua
var source string

// script is the source without its first comment, since clients hash it for each call.
var _, script, _ = strings.Cut(source, "\n\n")

// Store is a [statushttp.Store] that keeps its counts in Redis. Make one with
// [New] for each process; its fields must not be changed while it is in use.
//
// All data of one key has the same hash tag, which keeps it on one node of a cluster, and
// expires when it is no longer needed.
type Store struct {
	// Prefix is the beginning of all key names. It must not contain braces.
	Prefix string

	// PlainKeys writes the keys of requests and the names of buckets in plain text, for
	// debugging. Otherwise Redis gets SHA-256 hashes, since a key may contain a
	// credential, and a bucket is often a path.
	PlainKeys bool

	eval    func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error)
	process int64
}

// New returns a Store that runs its script with eval. The script is always the
// same, so eval should call EVALSHA, and EVAL only if Redis does not know the script, as
// the script types of the usual clients do. All args are of type int64, and so are the
// values that the script returns.
//
// eval must return when its context ends, and must be safe for concurrent use.
func New(eval func(ctx context.Context, script string, keys []string, args ...any) ([]int64, error)) *Store {
	return &Store{Prefix: DefaultPrefix, eval: eval, process: rand.Int64()}
}

// Take implements [statushttp.Store] with one call of eval.
func (s *Store) Take(ctx context.Context, key string, limits []statushttp.StoreLimit) (statushttp.Turn, error) {
	return s.run(ctx, key, 0, 0, limits...)
}

// Pause implements [statushttp.Store] with one call of eval.
func (s *Store) Pause(ctx context.Context, key, bucket string, wait, pace time.Duration) error {
	if wait <= 0 && pace <= 0 {
		return nil
	}
	_, err := s.run(ctx, key, max(wait, 0), max(pace, 0), statushttp.StoreLimit{Bucket: bucket})
	return err
}

func (s *Store) run(ctx context.Context, key string, wait, pace time.Duration, limits ...statushttp.StoreLimit) (turn statushttp.Turn, err error) {
	base := s.Prefix + "{" + cmp.Or(s.name(key), "%") + "}" // empty braces are not a hash tag
	keys := make([]string, 2+2*len(limits))
	args := []any{s.process, micros(wait), micros(pace)}
	for i, l := range limits {
		bucket := base + ":" + s.name(l.Bucket)
		keys[2+i], keys[2+len(limits)+i] = bucket, bucket+":"+l.Per.String()
		args = append(args, int64(l.Requests), micros(l.Per))
	}
	process := strconv.FormatInt(s.process, 36)
	keys[0], keys[1] = base, base+"#"+process+":"+strconv.FormatUint(maphash.String(seed, strings.Join(keys[2+len(limits):], " ")), 36)
	n, err := s.eval(ctx, script, keys, args...)
	if err != nil {
		return turn, err
	}
	if len(n) != 3 {
		return turn, fmt.Errorf("statusredis: want 3 integers from the script, have %d", len(n))
	}
	turn.Wait, turn.Pace, turn.Processes = time.Duration(n[0])*time.Microsecond, time.Duration(n[1])*time.Microsecond, int(n[2])
	return turn, nil
}

// micros returns d in microseconds, rounded up so that no wait ends early.
func micros(d time.Duration) int64 {
	return int64(d/time.Microsecond) + min(1, int64(d%time.Microsecond))
}

var seed = maphash.MakeSeed()

// plain escapes the characters that separate names.
var plain = strings.NewReplacer("%", "%25", "{", "%7B", "}", "%7D", ":", "%3A")

func (s *Store) name(text string) string {
	switch {
	case text == "":
		return ""
	case s.PlainKeys:
		return plain.Replace(text)
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}
