package statushttp

import (
	"context"
	"time"
)

// Store is where the gates of several processes meet, so that together they keep
// to the limits of one account. It measures time by a clock of its own: callers
// and Store exchange durations only, and the clocks of the processes do not
// matter. Its methods are safe for concurrent use.
//
// Package statusredis has a Store for Redis and Valkey. To test another one, use
// statustest.Store.
type Store interface {
	// Take counts one request of key if all limits and their buckets allow it now.
	// Otherwise it counts nothing, and the Turn has a positive Wait. Without
	// limits, it counts nothing and pauses do not matter. It reads limits until it
	// returns, and no longer.
	Take(ctx context.Context, key string, limits []StoreLimit) (Turn, error)

	// Pause closes a bucket of key for wait, unless it is closed for longer, and
	// sets its pace to pace, unless it has a longer one. Zero changes nothing.
	Pause(ctx context.Context, key, bucket string, wait, pace time.Duration) error
}

// StoreLimit is a limit that a request has to keep: its bucket takes at most
// Requests in any interval of length Per. Two limits of one request differ in
// Bucket or Per.
//
// If Requests is 0, the size of the limit is not known, and only the pause and
// the pace of the bucket hold. Per is then the pace of a bucket that the Store
// knows nothing about, so that the first requests do not come in a burst.
type StoreLimit struct {
	Bucket   string // "" for all requests of the key
	Requests int
	Per      time.Duration
}

// Turn is what a Store answers. If Wait is 0, the request may be sent and is
// counted; otherwise ask again after Wait.
type Turn struct {
	Wait time.Duration

	// Pace is the time that the Store leaves between two requests of a bucket, all
	// processes together; of several buckets, the longest. Each request that is
	// counted shortens it, by a thirty-second or so; below a millisecond it is 0.
	Pace time.Duration

	// Processes is how many processes have asked about the key within a minute,
	// this one included.
	Processes int
}
