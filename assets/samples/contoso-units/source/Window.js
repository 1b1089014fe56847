// The window of Contoso Units. Written for the script engine that mshta.exe uses, so ECMAScript 5.
(function () {
  var language = chooseLanguage();

  function element(id) { return document.getElementById(id); }
  function setText(node, text) { node.textContent = text; }

  function chooseLanguage() {
    if (languages.hasOwnProperty(settings.language)) { return languages[settings.language]; }
    var tag = String(navigator.userLanguage || navigator.language || '').slice(0, 2).toLowerCase();
    for (var name in languages) { if (languages[name].tag === tag) { return languages[name]; } }
    return languages.English;
  }

  function fill(select, names, label, chosen) {
    while (select.firstChild) { select.removeChild(select.firstChild); }
    for (var index = 0; index < names.length; index++) {
      var option = document.createElement('option');
      option.value = names[index];
      setText(option, label(names[index]));
      select.appendChild(option);
    }
    select.value = chosen;
  }

  function unitLabel(name) {
    return language.units[name] + ' (' + quantities[element('quantity').value][name].symbol + ')';
  }

  function showUnits(from, to) {
    var names = Object.keys(quantities[element('quantity').value]);
    fill(element('from'), names, unitLabel, from || names[0]);
    fill(element('to'), names, unitLabel, to || names[1]);
  }

  function showWords() {
    document.documentElement.lang = language.tag;
    var words = language.words;
    setText(element('language-label'), words.language);
    setText(element('quantity-label'), words.quantity);
    setText(element('amount-label'), words.amount);
    setText(element('to-label'), words.result);
    setText(element('swap'), words.swap);
    setText(element('keep'), words.keep);
    var from = element('from').value;
    var to = element('to').value;
    var quantity = element('quantity').value || 'length';
    fill(element('quantity'), Object.keys(quantities), function (name) { return language.quantities[name]; }, quantity);
    showUnits(from, to);
    showResult();
  }

  function showResult() {
    var units = quantities[element('quantity').value];
    var amount = readAmount(element('amount').value);
    var isNumber = !isNaN(amount);
    var result = isNumber ? convert(amount, units[element('from').value], units[element('to').value]) : NaN;
    setText(element('result'), isNumber ? writeAmount(result, settings.digits, language.decimalMark) : '');
    setText(element('message'), isNumber ? '' : language.words.notANumber);
    element('keep').disabled = !isNumber;
  }

  function swap() {
    var from = element('from').value;
    element('from').value = element('to').value;
    element('to').value = from;
    showResult();
  }

  // Appends a line of UTF-16 text. In a package the file goes to the private copy of whoever runs the application.
  function keep() {
    var units = quantities[element('quantity').value];
    var line = element('amount').value + ' ' + units[element('from').value].symbol + ' = ' +
      element('result').textContent + ' ' + units[element('to').value].symbol;
    try {
      var folder = decodeURIComponent(location.pathname).replace(/^\/(?=[A-Za-z]:)/, '').replace(/[^\\\/]*$/, '');
      var files = new ActiveXObject('Scripting.FileSystemObject');
      var path = files.BuildPath(folder, settings.historyFile);
      if (!files.FolderExists(files.GetParentFolderName(path))) { files.CreateFolder(files.GetParentFolderName(path)); }
      var stream = files.OpenTextFile(path, 8, true, -1);
      stream.WriteLine(line);
      stream.Close();
      setText(element('message'), language.words.kept.replace('{0}', settings.historyFile));
    } catch (error) {
      setText(element('message'), language.words.notKept.replace('{0}', error.message));
    }
  }

  fill(element('language'), Object.keys(languages), function (name) { return languages[name].own; }, '');
  for (var name in languages) { if (languages[name] === language) { element('language').value = name; } }
  showWords();
  element('language').onchange = function () { language = languages[element('language').value]; showWords(); };
  element('quantity').onchange = function () { showUnits(); showResult(); };
  element('from').onchange = showResult;
  element('to').onchange = showResult;
  element('amount').oninput = showResult;
  element('swap').onclick = swap;
  element('keep').onclick = keep;
  element('amount').focus();
  try { window.resizeTo(560, 380); } catch (ignored) { /* a browser tab keeps its size */ }
}());
