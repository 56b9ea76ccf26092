-- Counts one request if the limits, pauses and paces of its buckets allow it
-- now. With a wait or a pace in ARGV, it pauses the bucket instead.
--
-- KEYS: processes; for each limit the state of its bucket, and its sends
-- ARGV: this process, wait, pace; for each limit its size and its span
--
-- All times are microseconds by the server's clock. Returns wait, pace and
-- number of processes.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local minute = 60000000

local function text(n) return string.format('%.0f', n) end
local function expire(key, after) redis.call('PEXPIRE', key, text(math.ceil(after / 1000))) end

local seen = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not seen or math.abs(now - seen) > 1000000 then
  redis.call('ZADD', KEYS[1], text(now), ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now - minute))
  expire(KEYS[1], minute)
end
local processes = redis.call('ZCARD', KEYS[1])

if ARGV[2] ~= '0' or ARGV[3] ~= '0' then
  local state = redis.call('HMGET', KEYS[2], 'until', 'pace')
  local till = math.max(state[1] or 0, now + ARGV[2])
  local pace = math.max(state[2] or 0, ARGV[3])
  redis.call('HSET', KEYS[2], 'until', text(till), 'pace', text(pace))
  expire(KEYS[2], till - now + pace + minute)
  return {till - now, pace, processes}
end

local wait, pace, paces = 0, 0, {}
for i = 2, #KEYS, 2 do
  local state = redis.call('HMGET', KEYS[i], 'until', 'next', 'pace')
  paces[i] = tonumber(state[3] or 0)
  pace = math.max(pace, paces[i])
  wait = math.max(wait, (state[1] or 0) - now, (state[2] or 0) - now)
  if ARGV[i + 2] ~= '0' then
    local sent = redis.call('LINDEX', KEYS[i + 1], '-' .. ARGV[i + 2])
    if sent then wait = math.max(wait, sent + ARGV[i + 3] - now) end
  end
end
if wait > 0 then return {wait, pace, processes} end

for i = 2, #KEYS, 2 do
  if paces[i] > 0 then
    local shorter = paces[i] - paces[i] / 8
    if shorter < 1000 then
      redis.call('DEL', KEYS[i])
    else
      redis.call('HSET', KEYS[i], 'next', text(now + paces[i]), 'pace', text(shorter))
      expire(KEYS[i], paces[i] + minute)
    end
  end
  if ARGV[i + 2] ~= '0' then
    if redis.call('RPUSH', KEYS[i + 1], text(now)) > tonumber(ARGV[i + 2]) then
      redis.call('LTRIM', KEYS[i + 1], '-' .. ARGV[i + 2], -1)
    end
    expire(KEYS[i + 1], ARGV[i + 3])
  end
end
return {0, pace, processes}
