-- wrk asks for the addresses in its arguments one after the other. With a body in KEYWORK_BODY it posts that instead,
-- each time with an id of its own where the body has FORM_ID.
local paths, body, next_path = {}, os.getenv("KEYWORK_BODY"), 0
local id_end = 0

function init(arguments)
  paths = arguments
  math.randomseed(os.time() + math.floor(os.clock() * 1e9) % 1e6)
  id_end = math.random(0, 0xffff)
end

local function new_id()
  id_end = (id_end + 1) % 0xffffff
  return string.format("01990000-%04x-7%03x-8%03x-%06x%06x", math.random(0, 0xffff), math.random(0, 0xfff),
    math.random(0, 0xfff), math.random(0, 0xffffff), id_end)
end

function request()
  next_path = next_path % #paths + 1
  if body then return wrk.format("POST", paths[next_path], nil, (body:gsub("FORM_ID", new_id()))) end
  return wrk.format("GET", paths[next_path])
end

-- wrk prints 50, 75, 90 and 99 %: this is what lies between.
function done(_, latency)
  io.write(string.format("p95 %.3f ms\n", latency:percentile(95) / 1000))
end
