error-media-not-an-image = Бұл фотосурет емес. JPEG, PNG немесе WebP пішіміндегі сурет жіберіңіз.
error-media-too-big = Фотосурет тым үлкен: ең көбі { $maxMegabytes } МБ болуы керек.
