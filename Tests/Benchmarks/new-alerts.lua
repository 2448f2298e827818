-- wrk's request maker: each request carries ten alerts that no request before it had.
local thread_count = 0
function setup(thread)
   thread:set("id", thread_count)
   thread_count = thread_count + 1
end

local counter = 0
local run = os.time()
wrk.method = "POST"
wrk.path = "/api/v2/alerts"
wrk.headers["Content-Type"] = "application/json"

local format = '{"labels":{"alertname":"HighLatency","service":"checkout","cluster":"eu-1","severity":"%s",'
   .. '"instance":"api-%d-%d-%d:9090","job":"api","team":"payments"},"annotations":{"summary":"p99 latency is 4.1 s",'
   .. '"description":"The 99th percentile of request latency has been above two seconds for five minutes."},'
   .. '"generatorURL":"http://prometheus.example:9090/graph?g0.expr=latency"}'
local severities = { "critical", "error", "warning", "info" }

function request()
   local alerts = {}
   for i = 1, 10 do
      counter = counter + 1
      alerts[i] = string.format(format, severities[counter % 4 + 1], run, id, counter)
   end
   return wrk.format(nil, nil, nil, "[" .. table.concat(alerts, ",") .. "]")
end

local bad = 0
function response(status)
   if status ~= 200 then bad = bad + 1 end
end

function done(summary, latency)
   local seconds = summary.duration / 1e6
   local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
      + summary.errors.timeout
   io.write(string.format("%.0f %.2f %.2f %d\n", summary.requests * 10 / seconds, latency:percentile(50) / 1000,
      latency:percentile(99) / 1000, failed))
end
