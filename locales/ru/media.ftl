error-media-not-an-image = Это не фото. Пришлите снимок в формате JPEG, PNG или WebP.
error-media-too-big = Фото слишком большое: можно до { $maxMegabytes } МБ.
