-- Counts one request if its limits and the pauses and paces of its buckets allow
-- it now. With a wait or a pace in ARGV, it pauses the bucket instead.
--
-- KEYS: the processes, this process with these limits; the bucket of each limit;
-- the sends of each.
-- ARGV: this process, wait, pace; the size and the span of each limit.
--
-- A bucket is "until next pace": its pause, its next request, its pace. If it is
-- not known and its limit has no size, the span is its pace. The entry of this
-- process has the number of processes. It expires after a second; then the expiry of
-- all other entries in use is renewed. All times are microseconds by the server's clock. Returns the wait, the pace and the
-- number of processes.

local call, max, format = redis.call, math.max, string.format
local clock = call('TIME')
local now = clock[1] * 1000000 + clock[2]
local stamp = format('%.0f', now)
local n = #KEYS / 2
local pausing = ARGV[2] ~= '0' or ARGV[3] ~= '0'

local function keep(bucket, till, next, pace)
  if pace < 1000 then pace = 0 end
  local rest = (max(till, next) - now + pace) / 1000 + 60000
  call('SET', bucket, format('%.0f %.0f %.0f', till, next, pace), 'PX', format('%.0f', rest))
end

local kept = call('MGET', unpack(KEYS, 2, n + 1))
local processes, renew = tonumber(kept[1]), not kept[1]
if renew then
  call('ZADD', KEYS[1], stamp, ARGV[1])
  call('ZREMRANGEBYSCORE', KEYS[1], '-inf', format('%.0f', now - 60000000))
  call('PEXPIRE', KEYS[1], 60000)
  processes = call('ZCARD', KEYS[1])
end

local wait, pace, paces = 0, 0, {}
for i = 2, n do
  local size, span = ARGV[2 * i], ARGV[2 * i + 1]
  if kept[i] or size == '0' then
    local till, next, own = string.match(kept[i] or '0 0 ' .. span, '(%d+) (%d+) (%d+)')
    if pausing then
      till, own = max(till, now + ARGV[2]), max(own, ARGV[3])
      keep(KEYS[i + 1], till, next, own)
    end
    wait, pace, paces[i] = max(wait, till - now, next - now), max(pace, own), tonumber(own)
  end
  if size ~= '0' then
    local sent = call('LINDEX', KEYS[n + i], '-' .. size)
    if sent then wait = max(wait, sent + span - now) end
  end
end
if wait > 0 or pausing then return {wait, pace, processes} end

if renew then call('SET', KEYS[2], processes, 'PX', 1000) end
for i = 2, n do
  local own, size, sends = paces[i] or 0, ARGV[2 * i], KEYS[n + i]
  if own > 0 or kept[i] and renew then keep(KEYS[i + 1], 0, now + own, own - own / 32) end
  if size ~= '0' and (call('RPUSH', sends, stamp) == 1 or renew) then
    call('LTRIM', sends, '-' .. size, -1)
    call('PEXPIRE', sends, math.ceil(ARGV[2 * i + 1] / 1000) + 2000)
  end
end
return {0, pace, processes}
