/* A guest as plain samples are: one global script, promises, batching on a timer. */

function add(first, second) {
  return first + second;
}

function clock(invocation) {
  var ticks = 0;
  invocation.setResult("tick " + ticks);
  var timer = setInterval(function () {
    ticks += 1;
    invocation.setResult("tick " + ticks);
  }, 200);
  invocation.onCanceled = function () {
    clearInterval(timer);
    window.canceledClocks = (window.canceledClocks || 0) + 1;
  };
}

function slow(seconds, invocation) {
  return new Promise(function (resolve) {
    var timer = setTimeout(function () {
      resolve("waited");
    }, seconds * 1000);
    invocation.onCanceled = function () {
      clearTimeout(timer);
      window.canceledWaits = (window.canceledWaits || 0) + 1;
    };
  });
}

function refuse(word) {
  throw new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, "No entry for " + word);
}

function grid(rows, columns) {
  var result = [];
  for (var row = 0; row < rows; row++) {
    var line = [];
    for (var column = 0; column < columns; column++) line.push(row * 10 + column);
    result.push(line);
  }
  return result;
}

function total(values) {
  return values.reduce(function (sum, line) {
    return sum + line.reduce(function (inner, value) {
      return inner + (Number(value) || 0);
    }, 0);
  }, 0);
}

var pending = [];
var isScheduled = false;
window.batches = [];

function power(base, exponent) {
  return new Promise(function (resolve, reject) {
    pending.push({ args: [base, exponent], resolve: resolve, reject: reject });
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(sendBatch, 100);
  });
}

function sendBatch() {
  var batch = pending.splice(0, pending.length);
  isScheduled = false;
  window.batches.push(batch.length);
  callService(batch.map(function (entry) {
    return entry.args;
  })).then(
    function (results) {
      results.forEach(function (result, index) {
        batch[index].resolve(result);
      });
    },
    function (error) {
      batch.forEach(function (entry) {
        entry.reject(error);
      });
    },
  );
}

function callService(requests) {
  return new Promise(function (resolve) {
    setTimeout(function () {
      resolve(requests.map(function (request) {
        return Math.pow(request[0], request[1]);
      }));
    }, 50);
  });
}

function stamp(event) {
  Excel.run(function (context) {
    context.workbook.getSelectedRange().values = [["stamped"]];
    return context.sync();
  }).then(
    function () {
      event.completed();
    },
    function () {
      event.completed();
    },
  );
}

CustomFunctions.associate("ADD", add);
CustomFunctions.associate("CLOCK", clock);
CustomFunctions.associate("SLOW", slow);
CustomFunctions.associate("REFUSE", refuse);
CustomFunctions.associate("GRID", grid);
CustomFunctions.associate("TOTAL", total);
CustomFunctions.associate("POWER", power);

Office.onReady(function () {
  Office.actions.associate("stamp", stamp);
});
