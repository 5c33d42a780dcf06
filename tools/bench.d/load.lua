-- wrk: GETs, or with BENCH_BODY POSTs that JSON message and takes the answer in the app's binary form. "@ID@" in the
-- message becomes a new request id each time, "@NUMBER@" one of BENCH_NUMBERS in turn; the lines of BENCH_COOKIE take
-- turns, too. "@SPACES@" and "@7+@" make every message another question than the last: up to 99 spaces, and 7 plus the
-- number of the request. The lines of BENCH_HEADERS are sent, too, in place of those of the same name. Ends with a line RESULT: requests, failures, seconds, p50 and p99 in milliseconds, bytes of an answer. With BENCH_ASKS_WHY a line REFUSED says with
-- which status and words the first refusal came; looking at each answer makes the rates no rates.
local body = os.getenv("BENCH_BODY")
local numbers, people, turn, run = {}, {}, 0, ""
for number in (os.getenv("BENCH_NUMBERS") or ""):gmatch("%S+") do numbers[#numbers + 1] = number end

if body then
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Accept"] = "application/x-stuticket"
  wrk.headers["X-StuTicket"] = "1"
end
for name, value in (os.getenv("BENCH_HEADERS") or ""):gmatch("([^\n:]+): ([^\n]*)") do wrk.headers[name] = value end
if body then
  for cookie in (os.getenv("BENCH_COOKIE") or ""):gmatch("[^\n]+") do
    local headers = {Cookie = cookie}
    for name, value in pairs(wrk.headers) do headers[name] = value end
    people[#people + 1] = headers
  end
end

function init()
  local random = io.open("/dev/urandom", "rb")
  for byte in random:read(10):gmatch(".") do run = run .. string.format("%02x", byte:byte()) end
  random:close()
end

if body then
  function request()
    turn = turn + 1
    local text = body:gsub("@ID@", run .. string.format("%012x", turn)):gsub("@SPACES@", string.rep(" ", turn % 100))
    text = text:gsub('"@(%d+)%+@"', function(number) return string.format("%d", number + turn) end)
    if #numbers > 0 then text = text:gsub("@NUMBER@", numbers[turn % #numbers + 1]) end
    return wrk.format(nil, nil, people[turn % #people + 1], text)
  end
end

if os.getenv("BENCH_ASKS_WHY") then
  local thread
  function setup(only_one) thread = only_one end
  function response(status, _, words)
    if status > 399 and not refusal then refusal = status .. " " .. words:gsub("%s+", " ") end
  end
  function first_refusal() return thread:get("refusal") end
end

function done(summary, latency)
  if first_refusal then io.write("REFUSED ", first_refusal() or "by none", "\n") end
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %.6f %.3f %.3f %d\n", summary.requests,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.bytes / math.max(summary.requests, 1)))
end
