Office.onReady(function () {
  var button = document.getElementById("run");
  button.disabled = false;
  button.onclick = function () {
    Excel.run(function (context) {
      var range = context.workbook.getSelectedRange();
      range.load("address");
      range.format.fill.color = "yellow";
      return context.sync().then(function () {
        document.getElementById("done").textContent = "Coloured " + range.address;
      });
    }).catch(function (error) {
      document.getElementById("done").textContent = error.code + ": " + error.message;
    });
  };
});
