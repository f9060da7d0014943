-- What wrk sends, and how it judges the answers.
-- Arguments: method, file of paths (one a line, picked at random), expected status, API token or "-", tag of the run.

local method, expected, headers
local paths = {}
local requests = {}
local tag
local sent = 0
wrong = 0 -- global, as the next one is: done() asks the thread for it
example = ""

local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

local function pick(from)
  return from[math.random(#from)]
end

-- Names of the kind that Names.java makes.
local trades = { "Menuiserie", "Boulangerie", "Garage", "Transports", "Pharmacie", "Plomberie", "Charpente", "Brasserie" }
local beginnings = { "Ar", "Bel", "Char", "Dub", "Es", "Fou", "Gar", "Hu", "Jac", "Ker", "Lam", "Mar", "Nav", "Or", "Per" }
local ends = { "aville", "emont", "inteau", "ognac", "arand", "elier", "ibert", "onoux", "oudier", "erchon", "ugeais" }

local function family()
  return pick(beginnings) .. pick(ends)
end

local function siren()
  local digits = tostring(math.random(10000000, 89999999))
  local sum = 0
  for i = 1, 8 do
    local digit = digits:byte(i) - 48
    if i % 2 == 0 then
      digit = digit * 2
      if digit > 9 then digit = digit - 9 end
    end
    sum = sum + digit
  end
  return digits .. (10 - sum % 10) % 10
end

local function clientFile()
  sent = sent + 1
  return string.format(
    '{"name":"%s %s %s %d","siren":"%s","email":"c%d@%s.example","phone":"+331%08d",'
      .. '"address":"%d rue de %s, 69003 Lyon","contact":"Dominique %s"}',
    pick(trades), family(), family(), sent, siren(), sent, tag, sent, sent % 200 + 1, family(), family())
end

function init(args)
  method, expected, tag = args[1], tonumber(args[3]), args[5]
  math.randomseed(#tag + os.time())
  headers = { ["Content-Type"] = method == "POST" and "application/json" or nil }
  if args[4] ~= "-" then
    headers["Authorization"] = "Bearer " .. args[4]
  end
  for path in io.lines(args[2]) do
    paths[#paths + 1] = path
    if method == "GET" then
      requests[#requests + 1] = wrk.format(method, path, headers)
    end
  end
end

function request()
  if method == "GET" then
    return pick(requests)
  end
  return wrk.format(method, pick(paths), headers, clientFile())
end

function response(status, _, body)
  if status ~= expected then
    wrong = wrong + 1
    example = status .. " " .. body:sub(1, 200):gsub("%s+", " ")
  end
end

-- One line for run.sh: requests, microseconds, p50 and p99 in microseconds, wrong answers, broken connections, one of
-- the wrong answers.
function done(summary, latency)
  local bad, one = 0, ""
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("wrong")
    if one == "" then
      one = thread:get("example")
    end
  end
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %s\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), bad,
    errors.connect + errors.read + errors.write + errors.timeout, one))
end
