error-catalog-product-not-found = Мұндай тауар жоқ. Тауарлар тізімін қайта ашыңыз.
error-catalog-name-empty = Атауы бос. Тауардың қалай аталатынын жазыңыз.
error-catalog-name-too-long = Атауы тым ұзын: ең көбі { $max } таңба жазуға болады.
error-catalog-price-negative = Баға нөлден төмен болмайды.
error-catalog-price-fraction = Бағаны тиынсыз, бүтін теңгемен жазыңыз.
error-catalog-price-too-small = Баға тым төмен: Kaspi { $min } және одан жоғары бағаны қабылдайды.
error-catalog-price-too-big = Баға тым жоғары: ең көбі { $max } жазуға болады.
error-catalog-cost-negative = Өзіндік құн нөлден төмен болмайды.
error-catalog-weight-invalid = Салмақты бүтін граммен жазыңыз: 1 г-нан { $maxKg } кг-ға дейін.
error-catalog-min-above-max = Ең төменгі баға ({ $min }) ең жоғары бағадан ({ $max }) асып тұр. Екеуінің бірін өзгертіңіз.
error-catalog-price-below-min = Баға { $price }, ал ең төменгісі { $min }: ең төменгі баға бағадан аспауы керек.
error-catalog-price-above-max = Жазған бағаңыз ({ $price }) ең жоғары бағадан ({ $max }) жоғары.
error-catalog-bounds-need-store = Ең төменгі және ең жоғары баға дүкендегі тауарға қойылады, ал дүкен әлі қосылмаған. Алдымен Kaspi дүкенін қосыңыз.
error-catalog-sku-invalid = Артикулды бос орынсыз, ең көбі { $max } таңбамен жазыңыз.
error-catalog-sku-taken = { $sku } артикулы бос емес. Басқасын жазыңыз немесе өткізіп жіберіңіз: өзіміз таңдаймыз.
error-catalog-barcode-invalid = Штрихкод 8–14 цифрдан тұрады.
error-catalog-image-not-found = Фотосурет табылмады. Оны қайта жіберіңіз.
error-catalog-import-not-found = Мұндай жүктеу жоқ.
error-catalog-import-stalled = Тауарларды жүктеу үзіліп қалды. Қайта бастаңыз: жүктелгені сақталған.
error-catalog-import-unexpected = Тауарларды жүктеу біздің қатемізден тоқтады, оны көріп отырмыз. Қайта бастаңыз: жүктелгені сақталған.

# chat
catalog-home-btn = 📦 Тауарлар · { $count }
catalog-products-btn = 📦 Тауарлар
catalog-import-btn = ⬇️ Kaspi-ден жүктеу
catalog-import-again-btn = 🔁 Қайта жүктеу
catalog-import-refresh-btn = 🔄 Жаңарту
catalog-import-begun = ⬇️ Тауарларды Kaspi-ден жүктей бастадым…
catalog-import-running = ⬇️ Тауарлар Kaspi-ден жүктеліп жатыр: { $received } / { $total }
catalog-import-done =
    ✅ <b>Тауарлар жүктелді</b>

    Kaspi-де барлығы: { $received }
    Жаңасы: { $created } · жаңартылғаны: { $updated } · сатылымнан алынғаны: { $removed }
catalog-import-unread = Оқылмағаны: { $count }. Олар оқылғанша ештеңені сатылымнан алмаймыз.
catalog-import-empty =
    ⚠️ <b>Kaspi бос сөре көрсетті</b>

    Сатылымда бірде-бір тауар көрінбейді, сондықтан бізде бәрі бұрынғыдай қалды. Кабинетте тауар болса, бірнеше минуттан кейін қайта жүктеңіз.
catalog-import-failed = ⚠️ Жүктеу { $received } тауардан кейін үзілді. Жүктелгені сақталды.
catalog-list-title = 📦 <b>Тауарлар</b> · { $total }
catalog-list-archived = 🗄 <b>Мұрағат</b> · { $total }
catalog-list-search = 🔎 { $search }
catalog-list-page = Бет: { $page } / { $pages }
catalog-list-empty = Мұнда әзірге ештеңе жоқ. Тауарларды Kaspi-ден жүктеңіз не біріншісін өзіңіз қосыңыз.
catalog-list-nothing = Ештеңе табылмады. Басқа сөзді не артикулды жазып көріңіз.
catalog-not-on-sale = сатылымда жоқ
catalog-search-btn = 🔎 Іздеу
catalog-search-clear-btn = ✖️ Іздеуді тазалау
catalog-archive-btn = 🗄 Мұрағат
catalog-active-btn = 📦 Барлық тауар
catalog-add-btn = ➕ Тауар қосу
catalog-ask-search = 🔎 Не іздейміз? Атауындағы сөзді, артикулды не штрихкодты жазыңыз.
catalog-card-title = 📦 <b>{ $name }</b>
catalog-card-price = <b>{ $price }</b>
catalog-card-pending = → { $price } Kaspi-ге жіберілді
catalog-card-min = ең төменгі { $price }
catalog-card-max = ең жоғары { $price }
catalog-card-rank = { $offers } ұсыныстың ішінде { $rank }-орындасыз
catalog-card-leader = көш басында { $name }, { $price }
catalog-card-cost = Өзіндік құны { $cost }
catalog-card-no-card = Kaspi-де тауар беті әлі жоқ, сондықтан баға өздігінен өзгермейді. Кабинетте <code>{ $sku }</code> артикулымен тауар бетін жасап, тауарларды жүктеңіз.
catalog-card-off-sale = Қазір Kaspi-де сатылымда жоқ.
catalog-card-archived = 🗄 Мұрағатта тұр.
catalog-archive-it-btn = 🗄 Мұрағатқа салу
catalog-unarchive-btn = 📦 Мұрағаттан қайтару
catalog-ask-photo = ➕ <b>Жаңа тауар</b>. Фотосуретін жіберіңіз.
catalog-ask-name = Тауар қалай аталады?
catalog-ask-price = Kaspi-дегі бағасы қанша? Мысалы 12 990
catalog-ask-cost = Өзіндік құны қанша? Пайда осыдан көрінеді, сатып алушыларға көрсетілмейді.
catalog-ask-min = Ең төменгі бағасы қанша? Ереже бағаны одан төмен түсірмейді.
catalog-ask-max = Ең жоғары бағасы қанша? Ереже одан жоғары көтермейді.
catalog-preview = 📦 <b>Тауарды тексеріңіз</b>
catalog-preview-photo = Фотосуреті: { $value }
catalog-preview-name = Атауы: <b>{ $value }</b>
catalog-preview-price = Бағасы: { $value }
catalog-preview-cost = Өзіндік құны: { $value }
catalog-preview-min = Ең төменгі баға: { $value }
catalog-preview-max = Ең жоғары баға: { $value }
catalog-preview-has-photo = бар
catalog-save-btn = ✅ Сақтау
catalog-edit-photo-btn = ✏️ Фотосуреті
catalog-edit-name-btn = ✏️ Атауы
catalog-edit-price-btn = ✏️ Бағасы
catalog-edit-cost-btn = ✏️ Өзіндік құны
catalog-edit-min-btn = ✏️ Ең төменгі баға
catalog-edit-max-btn = ✏️ Ең жоғары баға
catalog-added = ✅ «{ $name }» тауары сақталды.
